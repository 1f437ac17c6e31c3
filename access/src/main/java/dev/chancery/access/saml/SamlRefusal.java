package dev.chancery.access.saml;

/**
 * Why a response signs nobody in. The sentence is for the person who tried and for the log; it quotes nothing the response says.
 *
 * <p>What goes wrong between the ciphertext of an assertion and its verified signature is {@link #UNREADABLE}, whatever it is:
 * whoever sends ciphertexts of his own making learns nothing by trying.
 */
public enum SamlRefusal {
    TOO_LARGE("The response is larger than %d bytes.".formatted(BoundedXml.MOST_BYTES)),
    NO_XML(
            "The response is no XML that is read here: no document types, comments or processing instructions, and bounded."),
    NO_RESPONSE("The message is no SAML 2.0 response."),
    WRONG_SHAPE("The response does not hold exactly one assertion, or holds parts where none belong."),
    REPEATED_ID("The response uses an identifier twice."),
    UNSIGNED("Neither the response nor its assertion is signed."),
    SIGNATURE_SHAPE(
            "A signature is not of the form SAML prescribes: the element it stands in, whole, by its identifier."),
    WEAK_SIGNATURE("A signature uses an algorithm that is not taken."),
    WRONG_SIGNATURE(
            "A signature is not by a certificate of the identity provider, or not over what the response says."),
    NOT_SUCCESSFUL("The identity provider says that the sign-in did not succeed."),
    WRONG_DESTINATION("The response is meant for another address."),
    NOT_ASKED_FOR("The response answers no request of this sign-in."),
    WRONG_ISSUER("The response is by another issuer."),
    NOT_ENCRYPTED("The assertion is not encrypted, and this identity provider has to encrypt."),
    ENCRYPTED("The assertion is encrypted, and encryption is off for this identity provider."),
    ENCRYPTION_NOT_TAKEN("The assertion is encrypted in a way that is not taken."),
    UNREADABLE("The encrypted assertion cannot be read."),
    NO_ASSERTION("The assertion is not of the form SAML prescribes."),
    NO_SUBJECT("The assertion does not say whom it is about."),
    NOT_CONFIRMED("The assertion is not confirmed for its bearer here: recipient, request or time differ."),
    NOT_YET_VALID("The assertion is not valid yet."),
    EXPIRED("The assertion is not valid any more."),
    WRONG_AUDIENCE("The assertion is meant for another audience."),
    UNKNOWN_CONDITION("The assertion has a condition that is not known here."),
    NO_AUTHENTICATION("The assertion does not say that its subject has just been authenticated."),
    NO_EMAIL("The assertion does not give exactly one e-mail address."),
    USED_BEFORE("The assertion has been used before.");

    private final String sentence;

    SamlRefusal(String sentence) {
        this.sentence = sentence;
    }

    /** One sentence, the same for every response refused for this reason. */
    public String sentence() {
        return sentence;
    }
}
