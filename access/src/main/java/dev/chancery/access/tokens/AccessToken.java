package dev.chancery.access.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a token says.
 *
 * @param type what it is good for
 * @param audience the one it is for ({@code aud}): an application's audience tag, or the auth domain's URL
 * @param issuer the auth domain's URL ({@code iss})
 * @param holder who it speaks of
 * @param nonce names the sign-in it comes from ({@code identity_nonce})
 * @param issuedAt whole seconds ({@code iat}, {@code nbf})
 * @param expiresAt whole seconds ({@code exp}); from then on it is no good
 */
public record AccessToken(
        Type type, String audience, String issuer, Holder holder, String nonce, Instant issuedAt, Instant expiresAt) {
    /** What a token is good for. The words stand in tokens. */
    public enum Type {
        /** One application. */
        APP("app"),
        /** To be signed in to the organization, and nothing else. */
        ORG("org");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The claim {@code type}. */
        public String word() {
            return word;
        }
    }

    /** Who a token speaks of. */
    public sealed interface Holder {
        /**
         * A person who signed in.
         *
         * @param email lower case
         * @param subject the same for the same person in one account ({@code sub})
         * @param provider who vouched for them
         * @param country two letters, or {@code XX} where nobody knows
         * @param custom what else that provider said, by name: what policies ask for
         * @param methods how they signed in ({@code amr}, RFC 8176)
         * @param groups the groups they are in, those policies ask for
         */
        record Person(
                String email,
                String subject,
                Optional<Provider> provider,
                String country,
                Map<String, List<String>> custom,
                List<String> methods,
                List<String> groups)
                implements Holder {
            public Person {
                methods = List.copyOf(methods);
                groups = List.copyOf(groups);
                Map<String, List<String>> copy = new TreeMap<>();
                custom.forEach((name, values) -> copy.put(name, List.copyOf(values)));
                custom = Map.copyOf(copy);
            }

            /** Somebody of whom no method and no group is known. */
            public Person(
                    String email,
                    String subject,
                    Optional<Provider> provider,
                    String country,
                    Map<String, List<String>> custom) {
                this(email, subject, provider, country, custom, List.of(), List.of());
            }
        }

        /**
         * A program that showed a service token.
         *
         * @param commonName the client id
         */
        record Service(String commonName) implements Holder {}
    }

    /**
     * An identity provider.
     *
     * @param id its id
     * @param type the API's word for what kind it is
     */
    public record Provider(String id, String type) {}

    /** Who it speaks of, if that is a person. */
    public Optional<Holder.Person> person() {
        return holder instanceof Holder.Person person ? Optional.of(person) : Optional.empty();
    }
}
