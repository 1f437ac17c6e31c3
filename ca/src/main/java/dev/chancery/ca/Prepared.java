package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.ToBeSigned;
import dev.chancery.pki.Validity;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A one-shot permission to sign exactly these bytes, which were checked and linted. Only {@link Issuer#prepare} makes
 * one, and only the same issuer redeems it, once.
 */
public final class Prepared {
    private final Issuer issuer;
    private final BigInteger serial;
    private final Validity validity;
    private final ToBeSigned judged;
    private final AtomicBoolean redeemed = new AtomicBoolean();

    Prepared(Issuer issuer, BigInteger serial, Validity validity, ToBeSigned judged) {
        this.issuer = issuer;
        this.serial = serial;
        this.validity = validity;
        this.judged = judged;
    }

    /** The serial number the certificate will have: positive, 20 octets. */
    public BigInteger serial() {
        return serial;
    }

    /** When the certificate will be valid. */
    public Validity validity() {
        return validity;
    }

    /** The bytes that will be signed; recorded before signing where the key lives in another process. */
    public Der tbs() {
        return judged.der();
    }

    ToBeSigned redeem(Issuer by) {
        if (!issuer.equals(by)) {
            throw new IllegalStateException("This certificate was prepared by another issuer.");
        }
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException("This prepared certificate was already redeemed; prepare another.");
        }
        return judged;
    }

    @Override
    public String toString() {
        return "Prepared[serial " + serial.toString(16) + "]";
    }
}
