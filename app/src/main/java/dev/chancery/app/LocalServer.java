package dev.chancery.app;

import dev.chancery.ca.GeneratedKey;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalTls;
import dev.chancery.ca.SigningKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.http.Listen;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The API's server certificate from the house's own local CA ({@code --tls-local-ca}). The CA is made once and kept, its key
 * sealed with the first account's; the server's own key and certificate are made anew at every start.
 *
 * @param tls what the listener serves
 * @param rootPem the CA clients verify it with
 */
record LocalServer(Listen.Tls tls, String rootPem) {
    private static final String ROOT = "local_tls.root";
    private static final String KEY = "local_tls.key";

    /** The kept CA: its certificate and the id of its key. */
    private record Kept(Der root, UUID key) {}

    static LocalServer certify(
            KeyCustody custody, Database database, AccountId account, LocalTls tls, HostPort address, Instant now) {
        Kept kept = kept(database).orElseGet(() -> make(custody, database, account, tls, now));
        SigningKey key = custody.open(kept.key());
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (!address.host().equals("0.0.0.0") && !address.host().equals("::")) {
            names.add(address.host());
        }
        LocalTls.ServerIdentity server = tls.server(key, kept.root().toByteArray(), List.copyOf(names), now);
        return new LocalServer(
                new Listen.Tls(server.chainPem(), server.keyPem()), Pem.encode("CERTIFICATE", kept.root()));
    }

    private static Optional<Kept> kept(Database database) {
        SettingStore settings = new SettingStore();
        return database.read(tx -> settings.get(tx, ROOT)
                .flatMap(root -> settings.get(tx, KEY)
                        .map(key -> new Kept(Der.of(Base64.getDecoder().decode(root)), UUID.fromString(key)))));
    }

    private static Kept make(KeyCustody custody, Database database, AccountId account, LocalTls tls, Instant now) {
        UUID id = UUID.randomUUID();
        var envelope = custody.dataKey(account);
        GeneratedKey generated = KeyCustody.unsealed(
                () -> custody.vault().generate(envelope, KeySpec.P_256, id.toString(), KeyPurpose.LOCAL_TLS_CA));
        Kept fresh = new Kept(Der.of(tls.root(generated.key(), now)), id);
        SettingStore settings = new SettingStore();
        database.write(Lane.GENERAL, tx -> {
            custody.keep(
                    tx,
                    KeptKey.of(
                            id,
                            account,
                            KeyPurpose.LOCAL_TLS_CA,
                            generated.key().publicKey(),
                            generated.sealed()));
            settings.put(
                    tx, ROOT, Base64.getEncoder().encodeToString(fresh.root().toByteArray()));
            settings.put(tx, KEY, id.toString());
            return fresh;
        });
        return fresh;
    }
}
