package dev.chancery.access.saml;

/** What a response is worth. */
public sealed interface SamlVerdict {
    /** Somebody is who the identity provider says, if the assertion was not used before. */
    record Believed(SamlIdentity identity) implements SamlVerdict {}

    /** Nobody. */
    record Disbelieved(SamlRefusal reason) implements SamlVerdict {}
}
