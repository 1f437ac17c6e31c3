package dev.chancery.trust.access;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks to be let in, as far as they have shown who they are. All of it is checked by whoever says it.
 *
 * @param person who signed in; null if nobody did
 * @param serviceToken the service token that was shown with its secret and is good; null if none was
 * @param certificate what is known of a client certificate
 * @param address where the request comes from; null if that is not known
 * @param country the same, by its two characters in upper case; null if that is not known
 */
public record Visitor(
        @Nullable Person person,
        @Nullable UUID serviceToken,
        ClientCertificate certificate,
        @Nullable IpAddress address,
        @Nullable String country) {
    public Visitor {
        country = country == null ? null : country.toUpperCase(Locale.ROOT);
    }

    /** Somebody who has shown nothing. */
    public static Visitor at(@Nullable IpAddress address) {
        return new Visitor(null, null, ClientCertificate.NONE, address, null);
    }

    /** The same, signed in. */
    public Visitor with(@Nullable Person newPerson) {
        return new Visitor(newPerson, serviceToken, certificate, address, country);
    }

    /** The same with a good service token. */
    public Visitor withServiceToken(@Nullable UUID token) {
        return new Visitor(person, token, certificate, address, country);
    }

    /** The same with a client certificate. */
    public Visitor with(ClientCertificate newCertificate) {
        return new Visitor(person, serviceToken, newCertificate, address, country);
    }
}
