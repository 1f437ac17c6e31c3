package dev.chancery.trust;

import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.RuleSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an edge must believe of Access: applications, whom they let in, and the keys of the tokens people bring. */
public sealed interface AccessEntry extends TrustEntry.Config {
    /**
     * Where requests to {@code /cdn-cgi/access/} go: the role that signs people in.
     *
     * @param url {@code http} or {@code https}, a host and perhaps a port, nothing else
     * @param secret what an edge shows there to be told from anybody else; never logged
     */
    record AccessPlane(URI url, String secret) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.ACCESS_PLANE, "");
        }

        @Override
        public String toString() {
            return "AccessPlane[" + url + "]";
        }
    }

    /**
     * An account signs people in.
     *
     * @param authUrl where: {@code https}, the auth domain, and its port where that is not 443. Issuer of its tokens
     * @param name for people
     * @param session how long somebody who signed in stays so at the auth domain; null where nobody said it
     */
    record Organization(
            AccessAccount account,
            URI authUrl,
            String name,
            @Nullable Duration session) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.ORGANIZATION, account.hex());
        }

        /** The auth domain. */
        public String authDomain() {
            return authUrl.getHost().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Tokens of an account may be signed with this key (RS256, RFC 7518 section 3.3).
     *
     * @param notAfter from when on its signatures are not believed; null while it is the one that signs
     */
    record AccessKey(
            AccessAccount account,
            Kid kid,
            SubjectPublicKey publicKey,
            @Nullable Instant notAfter) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.ACCESS_KEY, account + " " + kid);
        }
    }

    /** Places are protected. */
    record Application(AccessApplication application) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.APPLICATION, application.id().toString());
        }
    }

    /** Some are let in, or kept out, where an application names it. */
    record Policy(AccessPolicy policy) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.POLICY, policy.id().toString());
        }
    }

    /** Whom rules that name a group mean. */
    record Group(UUID id, RuleSet rules) implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.GROUP, id.toString());
        }
    }

    /**
     * A machine that shows a secret is this service.
     *
     * @param clientId what it says it is
     * @param secretHash lower-case hex SHA-256 of the secret
     * @param previousHash of the secret before, or null
     * @param previousUntil until when that one is accepted; null where there is none
     * @param expires when it ends; null if it does not
     */
    record ServiceToken(
            UUID id,
            AccessAccount account,
            String clientId,
            String secretHash,
            @Nullable String previousHash,
            @Nullable Instant previousUntil,
            @Nullable Instant expires)
            implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.SERVICE_TOKEN, id.toString());
        }
    }

    /** Whose tokens are revoked. The names are on the wire. */
    enum TokenScope {
        /** Those issued for an application, whose id is the subject. */
        APPLICATION,
        /** Those of a person, whose e-mail address, lower case, is the subject. */
        USER
    }

    /**
     * Tokens issued before an instant are worth nothing.
     *
     * @param before a token issued at it or later is good: RFC 7519 tokens tell the second they were issued in
     */
    record TokensRevoked(AccessAccount account, TokenScope scope, String subject, Instant before)
            implements AccessEntry {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.TOKENS_REVOKED, account + " " + scope + " " + subject);
        }
    }
}
