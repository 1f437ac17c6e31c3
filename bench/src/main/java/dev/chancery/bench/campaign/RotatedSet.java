package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.bench.Csrs;
import java.io.IOException;
import java.util.List;

/** A set of SAML certificates, rotated: what was current becomes previous, and the set always holds the last acknowledged. */
final class RotatedSet implements Promise {

    private final String access;
    private String set = "";
    private Shown acknowledged = new Shown("", "");
    private boolean unanswered;

    /** Nothing is known yet of the set of this place's account. */
    RotatedSet(Place place) {
        this.access = "/accounts/" + place.account() + "/access";
    }

    @Override
    public Kind kind() {
        return Kind.ROTATIONS;
    }

    @Override
    public void adopt(V4 v4) throws IOException {
        JsonNode sets = v4.ask("GET", access + "/saml_certificates", "", 200).path("result");
        JsonNode first = sets.isEmpty() ? make(v4) : sets.path(0);
        set = first.path("uid").asText();
        acknowledged = Shown.of(first);
    }

    private JsonNode make(V4 v4) throws IOException {
        // Any certificate does for the provider's own.
        String certificate = v4.ask("POST", "", Csrs.creation(Csrs.make(1).getFirst()))
                .path("result")
                .path("certificate")
                .asText();
        String provider = v4.ask(
                        "POST", access + "/identity_providers", """
                {"name":"kill","type":"saml","config":{"issuer_url":"https://idp.example.com",
                 "sso_target_url":"https://idp.example.com/login","idp_public_certs":["%s"]}}
                """.formatted(certificate.replace("\n", "\\n")), 201)
                .path("result")
                .path("id")
                .asText();
        return v4.ask("POST", access + "/identity_providers/" + provider + "/saml_certificate", "", 201)
                .path("result");
    }

    @Override
    public void step(V4 v4) throws IOException {
        unanswered = true;
        Shown rotated = Shown.of(v4.ask("POST", access + "/saml_certificates/" + set + "/rotate", "", 200)
                .path("result"));
        if (!rotated.follows(acknowledged)) {
            throw new V4.UnexpectedAnswer("a rotation of " + acknowledged + " was answered " + rotated);
        }
        acknowledged = rotated;
        unanswered = false;
    }

    @Override
    public Seen check(V4 v4, List<String> violations) throws IOException {
        Shown now = Shown.of(
                v4.ask("GET", access + "/saml_certificates/" + set, "", 200).path("result"));
        if (!now.equals(acknowledged) && !(unanswered && now.follows(acknowledged))) {
            violations.add("the SAML set shows " + now + " (expected: " + acknowledged
                    + (unanswered ? " or what follows it)" : ")"));
        }
        Seen seen = Seen.of(unanswered, now.equals(acknowledged));
        acknowledged = now;
        unanswered = false;
        return seen;
    }

    /** The uids of the two certificates; an empty one where there is none. */
    private record Shown(String current, String previous) {

        static Shown of(JsonNode set) {
            return new Shown(
                    set.path("current_certificate").path("uid").asText(),
                    set.path("previous_certificate").path("uid").asText());
        }

        boolean follows(Shown before) {
            return previous.equals(before.current) && !current.equals(before.current);
        }
    }
}
