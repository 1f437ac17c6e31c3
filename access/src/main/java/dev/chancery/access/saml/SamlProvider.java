package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An identity provider of type saml, as its config says.
 *
 * @param issuer its entity id
 * @param signOn where it is asked to sign people in
 * @param certificates whose keys its signatures are believed from; dates on them do not count (SAML metadata interoperability
 *     profile 1.0 section 2.6.1)
 * @param emailAttribute the name of the attribute with the e-mail address; empty for the usual places
 * @param leniency what it may do that others may not
 */
public record SamlProvider(
        String issuer,
        URI signOn,
        List<Certificate> certificates,
        Optional<String> emailAttribute,
        Requests requests,
        Leniency leniency,
        boolean encrypts) {
    public SamlProvider {
        certificates = List.copyOf(certificates);
    }

    /**
     * How it is asked.
     *
     * @param signed whether requests are signed
     * @param posted whether they are posted by the browser instead of standing in the address it is sent to
     */
    public record Requests(boolean signed, boolean posted) {}

    /**
     * What is refused unless somebody decided otherwise for this provider.
     *
     * @param sha1 signatures over SHA-1
     * @param rsa15 content keys encrypted by RSA with the padding of PKCS#1 v1.5, in responses that are signed outside
     */
    public record Leniency(boolean sha1, boolean rsa15) {
        /** None. */
        public static final Leniency NONE = new Leniency(false, false);
    }
}
