package dev.chancery.control.accessrules;

import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import java.util.Optional;
import java.util.UUID;

/** Something of the account that a rule names. */
public sealed interface Reference {
    /** The word for its kind in the store. */
    String kind();

    /** Its id. */
    UUID id();

    /** A group. */
    record ToGroup(GroupId group) implements Reference {
        @Override
        public String kind() {
            return "group";
        }

        @Override
        public UUID id() {
            return group.uuid();
        }
    }

    /** A service token. */
    record ToServiceToken(ServiceTokenId token) implements Reference {
        @Override
        public String kind() {
            return "service_token";
        }

        @Override
        public UUID id() {
            return token.uuid();
        }
    }

    /**
     * An identity provider.
     *
     * @param type what type it has to have; empty for any
     */
    record ToIdentityProvider(IdentityProviderId provider, Optional<IdentityProviderType> type) implements Reference {
        @Override
        public String kind() {
            return "identity_provider";
        }

        @Override
        public UUID id() {
            return provider.uuid();
        }
    }

    /** An application. */
    record ToApplication(ApplicationId application) implements Reference {
        @Override
        public String kind() {
            return "application";
        }

        @Override
        public UUID id() {
            return application.uuid();
        }
    }

    /** To an identity provider of one type. */
    static Optional<Reference> to(IdentityProviderId provider, IdentityProviderType type) {
        return Optional.of(new ToIdentityProvider(provider, Optional.of(type)));
    }
}
