package dev.chancery.control.accessrules;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One rule: every kind the API documents, each with what it asks. */
public sealed interface Rule {
    /** What the rule names and needs to be there; empty for a rule that stands alone, or names what this house does not keep. */
    default Optional<Reference> reference() {
        return Optional.empty();
    }

    /** Everyone. */
    record Everyone() implements Rule {}

    /** One e-mail address. */
    record Email(String address) implements Rule {}

    /** The addresses of a domain. */
    record EmailDomain(String domain) implements Rule {}

    /** The addresses of a list, which is kept elsewhere. */
    record EmailList(UUID list) implements Rule {}

    /** A network the request comes from. */
    record Ip(Cidr network) implements Rule {}

    /** The networks of a list, which is kept elsewhere. */
    record IpList(UUID list) implements Rule {}

    /** The country the request comes from, by its two characters. */
    record Country(String code) implements Rule {}

    /** Any valid client certificate. */
    record Certificate() implements Rule {}

    /** A client certificate with this common name. */
    record CommonName(String commonName) implements Rule {}

    /** Any valid service token. */
    record AnyValidServiceToken() implements Rule {}

    /** One service token. */
    record ServiceToken(ServiceTokenId token) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Optional.of(new Reference.ToServiceToken(token));
        }
    }

    /** Whoever a group means. */
    record Group(GroupId group) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Optional.of(new Reference.ToGroup(group));
        }
    }

    /** Whoever signed in with an identity provider. */
    record LoginMethod(IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Optional.of(new Reference.ToIdentityProvider(provider, Optional.empty()));
        }
    }

    /** An authentication method (RFC 8176 section 2). */
    record AuthenticationMethod(String method) implements Rule {}

    /** An Azure group. */
    record AzureGroup(String group, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.AZURE_AD);
        }
    }

    /** An Azure authentication context. */
    record AuthenticationContext(String id, String acId, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.AZURE_AD);
        }
    }

    /** A GitHub organization, or a team of it. */
    record GithubOrganization(String name, Optional<String> team, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.GITHUB);
        }
    }

    /** A Google Workspace group. */
    record GsuiteGroup(String email, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.GOOGLE_APPS);
        }
    }

    /** An Okta group. */
    record OktaGroup(String name, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.OKTA);
        }
    }

    /** A SAML attribute with a value. */
    record SamlAttribute(String name, String value, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.SAML);
        }
    }

    /** An OIDC claim with a value. */
    record OidcClaim(String name, String value, IdentityProviderId provider) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Reference.to(provider, IdentityProviderType.OIDC);
        }
    }

    /** The members of an account: of this one, where none is named. */
    record AccountMember(Optional<AccountId> account) implements Rule {}

    /** Someone else's judgement. */
    record ExternalEvaluation(URI evaluate, URI keys) implements Rule {}

    /** A device that passes a check, which is kept elsewhere. */
    record DevicePosture(UUID integration) implements Rule {}

    /** Access tokens of an OIDC application of the account. */
    record LinkedAppToken(ApplicationId application) implements Rule {
        @Override
        public Optional<Reference> reference() {
            return Optional.of(new Reference.ToApplication(application));
        }
    }

    /** How risky the user's behaviour looks. */
    record UserRiskScore(Set<RiskScore> scores) implements Rule {
        public UserRiskScore {
            scores = Set.copyOf(scores);
        }
    }

    /** The levels of risk; the words are the API's. */
    enum RiskScore {
        LOW("low"),
        MEDIUM("medium"),
        HIGH("high"),
        UNSCORED("unscored");

        private final String word;

        RiskScore(String word) {
            this.word = word;
        }

        /** The level with this word. */
        static Optional<RiskScore> ofWord(String word) {
            return List.of(values()).stream()
                    .filter(score -> score.word.equals(word))
                    .findFirst();
        }
    }
}
