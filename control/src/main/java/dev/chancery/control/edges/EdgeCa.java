package dev.chancery.control.edges;

import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalTls;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import dev.chancery.pki.SubjectPublicKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The CA by which control and edges know one another: it certifies the listener edges come to, and each edge's own key. It is made
 * once for a house, and edges that join are told its fingerprint beforehand.
 */
public final class EdgeCa {
    private static final String ROOT = "edge_ca.root";
    private static final String KEY = "edge_ca.key";

    private final Database database;
    private final KeyCustody custody;
    private final LocalTls tls;
    private final InstantSource clock;
    private final SettingStore settings = new SettingStore();

    public EdgeCa(Database database, KeyCustody custody, LocalTls tls, InstantSource clock) {
        this.database = database;
        this.custody = custody;
        this.tls = tls;
        this.clock = clock;
    }

    private record Kept(Der root, UUID key) {}

    /** The CA's own certificate. */
    public Der root() {
        return kept().root();
    }

    /** The CA's own certificate as PEM. */
    public String rootPem() {
        return Pem.encode("CERTIFICATE", root());
    }

    /**
     * A key and certificate for the listener that edges come to.
     *
     * @param names DNS names and IP literals; at least one
     */
    public LocalTls.ServerIdentity listener(List<String> names) {
        Kept kept = kept();
        return tls.server(custody.open(kept.key()), kept.root().toByteArray(), names, clock.instant());
    }

    /** A certificate for an edge's own key, as PEM. */
    String certify(EdgeId edge, SubjectPublicKey key) {
        Kept kept = kept();
        return tls.client(custody.open(kept.key()), kept.root().toByteArray(), key, edge.toString(), clock.instant());
    }

    private Kept kept() {
        return stored().orElseGet(this::make);
    }

    private Optional<Kept> stored() {
        return database.read(tx -> settings.get(tx, ROOT)
                .flatMap(root -> settings.get(tx, KEY)
                        .map(key -> new Kept(Der.of(Base64.getDecoder().decode(root)), UUID.fromString(key)))));
    }

    /** Of several replicas that make it at once, the first to commit made it. */
    private Kept make() {
        AccountId account = database.read(
                        tx -> settings.get(tx, Bootstrap.FIRST_ACCOUNT).map(AccountId::new))
                .orElseThrow(() -> new IllegalStateException("no account yet (expected: a first start before this)"));
        KeptKey key = custody.generate(account, KeySpec.P_256, KeyPurpose.EDGE_CA);
        database.write(Lane.GENERAL, tx -> {
            custody.keep(tx, key);
            return key.id();
        });
        byte[] root = tls.root(custody.open(key.id()), "Chancery Edge CA", clock.instant());
        boolean first = database.write(Lane.GENERAL, tx -> {
            boolean claimed = settings.claim(tx, KEY, key.id().toString());
            if (claimed) {
                settings.put(tx, ROOT, Base64.getEncoder().encodeToString(root));
            } else {
                custody.forget(tx, key.id());
            }
            return claimed;
        });
        return first
                ? new Kept(Der.of(root), key.id())
                : stored().orElseThrow(() -> new DatabaseException("the edge CA made meanwhile is gone again", null));
    }
}
