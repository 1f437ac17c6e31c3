package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.SshCertificateContent;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A one-shot permission to sign exactly this OpenSSH certificate, which was checked. Only {@link SshIssuer#prepare} makes
 * one, and only the same issuer redeems it, once.
 */
public final class SshPrepared {
    private final SshIssuer issuer;
    private final SshCertificateContent content;
    private final Der tbs;
    private final AtomicBoolean redeemed = new AtomicBoolean();

    SshPrepared(SshIssuer issuer, SshCertificateContent content, Der tbs) {
        this.issuer = issuer;
        this.content = content;
        this.tbs = tbs;
    }

    /** What the certificate will say: its serial and validity are decided here. */
    public SshCertificateContent content() {
        return content;
    }

    /** The bytes that will be signed; recorded before signing where the key lives in another process. */
    public Der tbs() {
        return tbs;
    }

    Der redeem(SshIssuer by) {
        if (!issuer.equals(by)) {
            throw new IllegalStateException("This SSH certificate was prepared by another issuer.");
        }
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException("This prepared SSH certificate was already redeemed; prepare another.");
        }
        return tbs;
    }

    @Override
    public String toString() {
        return "SshPrepared[serial " + content.serial() + "]";
    }
}
