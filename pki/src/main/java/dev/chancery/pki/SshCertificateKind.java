package dev.chancery.pki;

/** Whom an OpenSSH certificate is for; servers take only user certificates, clients only those of hosts. */
public enum SshCertificateKind {
    /** SSH_CERT_TYPE_USER. */
    USER(1),
    /** SSH_CERT_TYPE_HOST. */
    HOST(2);

    private final int wireNumber;

    SshCertificateKind(int wireNumber) {
        this.wireNumber = wireNumber;
    }

    int wireNumber() {
        return wireNumber;
    }
}
