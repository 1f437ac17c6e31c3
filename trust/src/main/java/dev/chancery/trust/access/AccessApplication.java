package dev.chancery.trust.access;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application as edges and the role that signs people in must know it.
 *
 * @param id its id
 * @param account whose it is
 * @param aud names it in tokens
 * @param type what it is
 * @param name for people; may be empty
 * @param places what it protects
 * @param session how long somebody who signed in stays so, where their policy does not say it
 * @param providers the identity providers its users may choose from; all of the account's where it is empty
 * @param straightToProvider whether the one provider there is is taken without asking
 * @param cookie how its cookie is set
 * @param refusals what those hear that are not let in
 * @param serviceTokenHeader the one header a service token may also come in; null where none is
 * @param preflightBypass whether OPTIONS requests go to the origin unasked
 * @param cors what preflights are answered; null where nothing is said
 * @param policies the ids of its policies, first asked first
 */
public record AccessApplication(
        UUID id,
        AccessAccount account,
        Aud aud,
        ApplicationType type,
        String name,
        List<Place> places,
        Duration session,
        List<UUID> providers,
        boolean straightToProvider,
        CookieRules cookie,
        Refusals refusals,
        @Nullable String serviceTokenHeader,
        boolean preflightBypass,
        @Nullable Cors cors,
        List<UUID> policies) {
    public AccessApplication {
        places = List.copyOf(places);
        providers = List.copyOf(providers);
        policies = List.copyOf(policies);
    }
}
