package dev.chancery.app.ssh;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * An application token as its holder sees it: not verified, because only who it is shown to has to believe it.
 *
 * @param text as it travels
 * @param issuer where its holder signed in
 */
record AppToken(String text, URI issuer) {
    /** The token, if it is one for this application that is still good. */
    static Optional<AppToken> parse(String text, String audience, InstantSource clock) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(text.strip()).getJWTClaimsSet();
            Date end = claims.getExpirationTime();
            boolean good = claims.getAudience().contains(audience)
                    && claims.getIssuer() != null
                    && end != null
                    && end.toInstant().isAfter(clock.instant());
            return good ? Optional.of(new AppToken(text.strip(), URI.create(claims.getIssuer()))) : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nothing of it but where it is from. */
    @Override
    public String toString() {
        return "AppToken[" + issuer + "]";
    }
}
