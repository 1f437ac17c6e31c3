package dev.chancery.control.revocation;

import dev.chancery.ca.IssuanceRefused;
import dev.chancery.ca.Issued;
import dev.chancery.ca.LeafRequest;
import dev.chancery.control.clientcertificates.ClientCertificateId;
import dev.chancery.control.clientcertificates.ClientCertificateStatus;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.NewClientCertificate;
import dev.chancery.control.db.Lane;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.issuing.CaPair;
import dev.chancery.control.issuing.IssuingCa;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.Der;
import dev.chancery.pki.MalformedException;
import dev.chancery.testkit.OpenSsl;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Client certificates of an account's zone, issued and changed without the API. */
record Leaves(Tenant account, OpenSsl openssl) {
    private static final ClientCertificateStore STORE = new ClientCertificateStore();

    /** A certificate and its row. */
    record Leaf(ClientCertificateId id, Certificate certificate) {}

    /** The CA behind it; its certificates are put into {@code root.pem} and {@code issuing.pem}. */
    CaPair ca() {
        CaPair pair = account.house().control().cas().pair(account.account(), account.actor());
        openssl.write("root.pem", pair.root().certificate().toPem());
        openssl.write("issuing.pem", pair.issuing().certificate().toPem());
        openssl.write(
                "chain.pem",
                pair.issuing().certificate().toPem() + pair.root().certificate().toPem());
        return pair;
    }

    /** A real certificate, put into {@code NAME.pem}. */
    Leaf issue(String name) {
        ca();
        IssuingCa ca = account.house().control().cas().issuing(account.account(), account.actor());
        try {
            CertificateRequest csr = CertificateRequest.parsePem(openssl.csr("/CN=" + name));
            Issued issued = ca.issuer().issue(ca.issuer().prepare(new LeafRequest(csr, 30)));
            Certificate certificate = issued.certificate();
            openssl.write(name + ".pem", certificate.toPem());
            return new Leaf(insert(ca, certificate.serial(), certificate.der()), certificate);
        } catch (MalformedException | IssuanceRefused e) {
            throw new AssertionError(e);
        }
    }

    /** So many rows of revoked certificates nobody ever saw. */
    void revokeUnseen(int count) {
        ca();
        IssuingCa ca = account.house().control().cas().issuing(account.account(), account.actor());
        Random random = new Random(5_000);
        for (int from = 0; from < count; from += 500) {
            int to = Math.min(count, from + 500);
            ClientCertificateId[] ids = new ClientCertificateId[to - from];
            account.house().database().write(Lane.ISSUANCE, tx -> {
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = id(random);
                    STORE.insert(tx, row(ca, ids[i], new BigInteger(158, random).setBit(158), Der.of(new byte[] {1})));
                }
                return ids.length;
            });
            account.house().database().write(Lane.TRUST, tx -> {
                for (ClientCertificateId id : ids) {
                    move(tx, id, ClientCertificateStatus.ACTIVE, ClientCertificateStatus.REVOKED, null);
                }
                return ids.length;
            });
        }
    }

    /** A step of the status machine, pending at revision 1 where the new status is a pending one. */
    void move(Leaf leaf, ClientCertificateStatus from, ClientCertificateStatus to) {
        account.house().database().write(Lane.TRUST, tx -> {
            move(tx, leaf.id(), from, to, to == to.settled() ? null : 1L);
            return 1;
        });
    }

    void revoke(Leaf leaf) {
        move(leaf, ClientCertificateStatus.ACTIVE, ClientCertificateStatus.REVOKED);
    }

    private void move(
            dev.chancery.control.db.Tx tx,
            ClientCertificateId id,
            ClientCertificateStatus from,
            ClientCertificateStatus to,
            @Nullable Long revision) {
        if (!STORE.move(
                tx, account.zone(), id, from, to, revision, account.house().now())) {
            throw new AssertionError(id + " is not " + from);
        }
    }

    private ClientCertificateId insert(IssuingCa ca, BigInteger serial, Der certificate) {
        ClientCertificateId id = id(new Random(serial.longValue()));
        account.house().database().write(Lane.ISSUANCE, tx -> {
            STORE.insert(tx, row(ca, id, serial, certificate));
            return 1;
        });
        return id;
    }

    private static ClientCertificateId id(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new ClientCertificateId(HexFormat.of().formatHex(bytes));
    }

    private NewClientCertificate row(IssuingCa ca, ClientCertificateId id, BigInteger serial, Der certificate) {
        return new NewClientCertificate(
                id,
                account.zone(),
                ca.authority().id(),
                serial,
                certificate,
                Der.of(new byte[] {1}),
                null,
                30,
                account.house().now(),
                account.house().now(),
                ca.partition());
    }
}
