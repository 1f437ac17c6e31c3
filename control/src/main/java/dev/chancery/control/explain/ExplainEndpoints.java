package dev.chancery.control.explain;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /accounts/{account_id}/explain}. */
public final class ExplainEndpoints implements Endpoints {
    private final ExplainVerdict explain;
    private final InstantSource clock;

    public ExplainEndpoints(ExplainVerdict explain, InstantSource clock) {
        this.explain = explain;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post(
                "/accounts/{account_id}/explain",
                Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE),
                this::explained));
    }

    private Answer explained(Call call) {
        Body body = call.body();
        Optional<Hostname> hostname = hostname(body);
        List<Der> chain = chain(body);
        Optional<Instant> at = body.parsed("at", Rfc3339::parse, "an RFC 3339 timestamp");
        Optional<Long> revision = body.integer("revision");
        body.check();
        return Answer.ok(VerdictJson.of(explain.explain(
                call.account(), hostname.orElseThrow(), chain, at.orElseGet(clock::instant), revision)));
    }

    private static Optional<Hostname> hostname(Body body) {
        String text = body.requiredText("hostname");
        try {
            return Optional.of(Hostname.parse(text));
        } catch (Hostname.Malformed e) {
            if (body.has("hostname")) {
                body.fault(
                        ErrorCode.HOSTNAME_INVALID,
                        "hostname",
                        "hostname: it is no fully qualified domain name; %s (expected: one)".formatted(e.reason()));
            }
            return Optional.empty();
        }
    }

    /** A client may send nothing, and an edge has something to say of that too. */
    private static List<Der> chain(Body body) {
        Optional<String> pem = body.text("certificates").filter(text -> !text.isBlank());
        try {
            return pem.isEmpty()
                    ? List.of()
                    : CertificateBundle.parsePem(pem.get()).certificates().stream()
                            .map(Certificate::der)
                            .toList();
        } catch (PemException | DerException e) {
            body.fault(
                    ErrorCode.CERTIFICATE_UNREADABLE,
                    "certificates",
                    "certificates: %s (expected: PEM, the leaf first)".formatted(e.getMessage()));
            return List.of();
        }
    }
}
