package dev.chancery.edge;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** A certificate of which only its octets and its key are known, so that TLS can show what no library of ours would read. */
final class OpaqueCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final transient byte[] der;
    private final transient PublicKey key;

    OpaqueCertificate(byte[] der, PublicKey key) {
        this.der = der;
        this.key = key;
    }

    @Override
    public byte[] getEncoded() {
        return der.clone();
    }

    @Override
    public PublicKey getPublicKey() {
        return key;
    }

    @Override
    public String toString() {
        return "a certificate of " + der.length + " octets";
    }

    private static UnsupportedOperationException unread() {
        return new UnsupportedOperationException("the certificate is not read");
    }

    @Override
    public void verify(PublicKey by) {
        throw unread();
    }

    @Override
    public void verify(PublicKey by, String provider) {
        throw unread();
    }

    @Override
    public void checkValidity() {
        throw unread();
    }

    @Override
    public void checkValidity(Date at) {
        throw unread();
    }

    @Override
    public int getVersion() {
        throw unread();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw unread();
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"}) // abstract there, so it has to be here
    public Principal getIssuerDN() {
        throw unread();
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"}) // abstract there, so it has to be here
    public Principal getSubjectDN() {
        throw unread();
    }

    @Override
    public Date getNotBefore() {
        throw unread();
    }

    @Override
    public Date getNotAfter() {
        throw unread();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw unread();
    }

    @Override
    public byte[] getSignature() {
        throw unread();
    }

    @Override
    public String getSigAlgName() {
        throw unread();
    }

    @Override
    public String getSigAlgOID() {
        throw unread();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw unread();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw unread();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw unread();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw unread();
    }

    @Override
    public int getBasicConstraints() {
        throw unread();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        throw unread();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        throw unread();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        throw unread();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw unread();
    }
}
