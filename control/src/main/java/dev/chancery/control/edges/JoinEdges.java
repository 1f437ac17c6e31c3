package dev.chancery.control.edges;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets edges join: gives out a token, and certifies the key of the edge that comes with it. An edge's certificate lives 30 days
 * and is renewed by itself.
 *
 * <p>Refusals: a token that was never given out, has been used or is over (1492, 403); a request that is none (1450) or that its
 * key did not sign (1451).
 */
public final class JoinEdges {
    private final Database database;
    private final EdgeCa ca;
    private final SecureRandom random;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final EdgeStore store = new EdgeStore();

    /**
     * @param ids draws the ids of edges
     */
    public JoinEdges(Database database, EdgeCa ca, SecureRandom random, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.ca = ca;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** The CA that edges are certified by. */
    public EdgeCa ca() {
        return ca;
    }

    /**
     * A word to join with, once.
     *
     * @param url of the listener edges come to
     * @param name what the edge will be called, 1 to 100 characters
     * @param life how long the token is good for
     */
    public JoinToken token(String url, String name, Duration life) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        database.write(
                Lane.GENERAL,
                tx -> tx.sql("insert into join_token (hash, name, created_on, expires_on) values (?, ?, ?, ?)")
                        .text(JoinToken.hash(secret))
                        .text(name)
                        .instant(now)
                        .instant(now.plus(life))
                        .run());
        return new JoinToken(url, ca.root().sha256Hex(), secret);
    }

    /**
     * Who an edge is from now on.
     *
     * @param certificate for its key, PEM
     * @param root what certified it, and certifies the listener, PEM
     */
    public record Joined(EdgeId id, String certificate, String root) {}

    /**
     * Takes an edge in.
     *
     * @param secret of its token
     * @param csr its certificate request, PEM
     * @throws dev.chancery.control.refusal.Refusal as the class says
     */
    public Joined join(String secret, String csr) {
        CertificateRequest request = request(csr);
        EdgeId id = new EdgeId(ids.get());
        Instant now = clock.instant();
        database.write(Lane.GENERAL, tx -> {
            String name = tx.sql(
                            "update join_token set used_by = ? where hash = ? and used_by is null and expires_on > ?"
                                    + " returning name")
                    .uuid(id.uuid())
                    .text(JoinToken.hash(secret))
                    .instant(now)
                    .first(row -> row.text(1))
                    .orElseThrow(() -> ErrorCode.JOIN_TOKEN_INVALID.refusal(
                            "the join token is unknown, used or over (expected: one given out a short while ago)"));
            store.insert(tx, id, name, now);
            return id;
        });
        return new Joined(id, ca.certify(id, request.publicKey()), ca.rootPem());
    }

    /**
     * Certifies an edge's key, or its next one, for another while.
     *
     * @param edge who asks, by the certificate it has
     * @throws dev.chancery.control.refusal.Refusal as the class says; an edge that was removed (1492, 403)
     */
    public Joined renew(EdgeId edge, String csr) {
        CertificateRequest request = request(csr);
        if (database.read(tx -> store.find(tx, edge)).isEmpty()) {
            throw ErrorCode.JOIN_TOKEN_INVALID.refusal(
                    "edge %s was removed (expected: one that has joined)".formatted(edge));
        }
        return new Joined(edge, ca.certify(edge, request.publicKey()), ca.rootPem());
    }

    /** Whether an edge with a good certificate is still one of the house. */
    public boolean knows(EdgeId edge) {
        return database.read(tx -> store.find(tx, edge)).isPresent();
    }

    /** Whether an edge with a good certificate is heard: it is one of the house, or may be one that a restored database forgot. */
    public boolean hears(EdgeId edge) {
        return database.read(tx -> store.find(tx, edge).isPresent() || Recovery.wasMade(tx));
    }

    private static CertificateRequest request(String csr) {
        try {
            CertificateRequest request = CertificateRequest.parsePem(csr);
            if (!request.verifySignature()) {
                throw ErrorCode.CSR_SIGNATURE_INVALID.refusal(
                        "csr: its signature does not verify (expected: one by its own key)");
            }
            return request;
        } catch (PemException | DerException e) {
            throw ErrorCode.CSR_UNREADABLE.refusal("csr: it is no certificate request (expected: PEM, PKCS#10)");
        }
    }
}
