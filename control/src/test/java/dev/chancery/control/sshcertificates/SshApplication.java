package dev.chancery.control.sshcertificates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.house.Tenant;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An application with an SSH CA, made over the API, and the signer that asks nobody.
 *
 * @param id of the application
 * @param ca of its CA
 * @param line servers trust the CA by
 */
record SshApplication(Tenant tenant, String id, String aud, String ca, String line) {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL9hoyvPl2VGYBIykWJWJrdqfYMPsF2FFvzgdXzHuFVR";

    static SshApplication make(Tenant tenant, String label, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("type", "ssh");
        body.put("domain", label + "." + tenant.zoneName());
        JsonNode application =
                tenant.post("/accounts/{account}/access/apps", body).result(201);
        String id = application.path("id").textValue();
        JsonNode ca =
                tenant.post("/accounts/{account}/access/apps/" + id + "/ca", "").result();
        return new SshApplication(
                tenant,
                id,
                application.path("aud").textValue(),
                ca.path("id").textValue(),
                ca.path("public_key").textValue());
    }

    static SshApplication make(Tenant tenant, String label) {
        return make(tenant, label, Map.of());
    }

    /** A key somebody asks a certificate for. */
    static SshPublicKey key() {
        return key(KEY);
    }

    static SshPublicKey key(String line) {
        try {
            return SshKeyLine.parse(line).key();
        } catch (SshException e) {
            throw new AssertionError(e);
        }
    }

    /** What somebody whose token is as old as this asks. */
    SshSigner.Order order(String email, Duration tokenAge) {
        return new SshSigner.Order(
                tenant.account(),
                aud,
                Optional.empty(),
                email,
                tenant.house().now().minus(tokenAge),
                key(),
                "192.0.2.7");
    }

    /** The order with another key. */
    static SshSigner.Order with(SshSigner.Order order, SshPublicKey key) {
        return new SshSigner.Order(
                order.account(),
                order.audience(),
                order.policy(),
                order.email(),
                order.tokenIssuedAt(),
                key,
                order.address());
    }

    /** The order of somebody whom this policy lets in. */
    static SshSigner.Order by(SshSigner.Order order, UUID policy) {
        return new SshSigner.Order(
                order.account(),
                order.audience(),
                Optional.of(policy),
                order.email(),
                order.tokenIssuedAt(),
                order.key(),
                order.address());
    }

    SshSigner.Outcome ask(SshSigner.Order order) {
        return tenant.house().control().access().sshSigner().sign(order);
    }

    /** A certificate for somebody who has just signed in. */
    SshSigner.Signed signed(String email) {
        return signed(order(email, Duration.ZERO));
    }

    /** A certificate for somebody whom this policy lets in. */
    SshSigner.Signed signed(String email, UUID policy) {
        return signed(by(order(email, Duration.ZERO), policy));
    }

    private SshSigner.Signed signed(SshSigner.Order order) {
        SshSigner.Outcome outcome = ask(order);
        return Optional.of(outcome)
                .filter(SshSigner.Signed.class::isInstance)
                .map(SshSigner.Signed.class::cast)
                .orElseThrow(() -> new AssertionError(outcome));
    }

    SshCertificate certificate(String email) {
        return signed(email).certificate();
    }

    /** The path of the revocation, and of the list. */
    String revoke() {
        return "/accounts/{account}/access/apps/" + id + "/ca/revoke";
    }

    String krl() {
        return "/ssh/" + ca + ".krl";
    }
}
