package dev.chancery.control.accessapps;

/** An SSH CA as the API shows it. */
record SshCaJson(String id, String aud, String publicKey) {
    static SshCaJson of(SshCa ca) {
        return new SshCaJson(ca.id().hex(), ca.aud().hex(), ca.publicKey());
    }
}
