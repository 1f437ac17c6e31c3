package dev.chancery.trust.access;

import java.util.Locale;
import java.util.UUID;

/** One thing a rule set asks of a visitor. */
public sealed interface Rule {
    /** What only somebody who signed in can meet. */
    sealed interface OfPerson extends Rule {}

    /** Everyone. */
    record Everyone() implements Rule {}

    /** One e-mail address, without regard to case. */
    record Email(String address) implements OfPerson {
        public Email {
            address = address.toLowerCase(Locale.ROOT);
        }
    }

    /** The addresses of a domain, not those of names below it. */
    record EmailDomain(String domain) implements OfPerson {
        public EmailDomain {
            domain = domain.toLowerCase(Locale.ROOT);
        }
    }

    /** A network the request comes from. */
    record Ip(Network network) implements Rule {}

    /** The country the request comes from, by its two characters. */
    record Country(String code) implements Rule {
        public Country {
            code = code.toUpperCase(Locale.ROOT);
        }
    }

    /** Any valid client certificate. */
    record AnyCertificate() implements Rule {}

    /** A valid client certificate with this common name. */
    record CommonName(String commonName) implements Rule {}

    /** Any valid service token. */
    record AnyServiceToken() implements Rule {}

    /** One service token. */
    record ServiceToken(UUID token) implements Rule {}

    /** Whoever a group means. */
    record Group(UUID group) implements Rule {}

    /** Whoever signed in with an identity provider. */
    record LoginMethod(UUID provider) implements OfPerson {}

    /** A way of signing in (RFC 8176 section 2). */
    record AuthMethod(String method) implements OfPerson {}

    /** A claim (OIDC) or an attribute (SAML) that an identity provider gave, with this among its values. */
    record Claim(UUID provider, String name, String value) implements OfPerson {}

    /** A group an identity provider said the person is in. */
    record ProviderGroup(UUID provider, String group) implements OfPerson {}

    /**
     * Something this house cannot tell of anybody. It is neither met nor failed: no policy lets anyone in because of it, none
     * that denies lets anyone off.
     *
     * @param kind what it asks, for people
     */
    record Unknown(String kind) implements Rule {}
}
