package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chancery.ca.SealedKey;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of identity providers. Secrets go in sealed or hashed. */
final class IdentityProviderStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "select id, account_id, name, type, config, saml_certificate_set_id, scim_config,"
                    + " created_on, client_secret, scim_secret_hash from identity_provider";
    private static final String OF_ACCOUNT = " where account_id = ? and scim_enabled between ? and ?";

    /**
     * A row with what may be known of its secrets.
     *
     * @param secret whether it has a client secret
     * @param scimSecret whether it ever had a SCIM secret
     */
    record Found(IdentityProvider provider, boolean secret, boolean scimSecret) {}

    /**
     * What becomes of the secrets.
     *
     * @param client the sealed client secret; null leaves what is there
     * @param scimHash the hash of a SCIM secret; null leaves what is there
     */
    record Secrets(@Nullable SealedKey client, @Nullable String scimHash) {}

    /**
     * Inserts a provider.
     *
     * @return whether it was inserted; if not, the account has a onetimepin provider already
     */
    boolean insert(Tx tx, IdentityProvider provider, Secrets secrets) {
        Sql sql = tx.sql(
                "insert into identity_provider (name, config, saml_certificate_set_id, scim_config, scim_enabled,"
                        + " client_secret, scim_secret_hash, updated_on, id, account_id, type, created_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (account_id) where type = 'onetimepin' do nothing");
        return bind(sql, provider, secrets, provider.createdOn())
                        .uuid(provider.id().uuid())
                        .text(provider.account().hex())
                        .text(provider.type().word())
                        .instant(provider.createdOn())
                        .run()
                == 1;
    }

    /** Writes a changed provider over what was there. */
    void update(Tx tx, IdentityProvider provider, Secrets secrets, Instant now) {
        Sql sql = tx.sql(
                "update identity_provider set name = ?, config = ?, saml_certificate_set_id = ?, scim_config = ?,"
                        + " scim_enabled = ?, client_secret = coalesce(?, client_secret),"
                        + " scim_secret_hash = coalesce(?, scim_secret_hash), updated_on = ? where id = ?");
        bind(sql, provider, secrets, now).uuid(provider.id().uuid()).run();
    }

    private static Sql bind(Sql sql, IdentityProvider provider, Secrets secrets, Instant now) {
        return sql.text(provider.name())
                .text(provider.config().json())
                .uuid(provider.certificates().map(SamlCertificateSetId::uuid).orElse(null))
                .text(provider.scim().map(IdentityProviderStore::json).orElse(null))
                .flag(provider.scim().map(ScimConfig::enabled).orElse(false))
                .bytes(secrets.client() == null ? null : secrets.client().toBytes())
                .text(secrets.scimHash())
                .instant(now);
    }

    /** Gives a provider a certificate set. */
    void assign(Tx tx, IdentityProviderId id, SamlCertificateSetId set, Instant now) {
        tx.sql("update identity_provider set saml_certificate_set_id = ?, updated_on = ? where id = ?")
                .uuid(set.uuid())
                .instant(now)
                .uuid(id.uuid())
                .run();
    }

    void delete(Tx tx, IdentityProviderId id) {
        tx.sql("delete from identity_provider where id = ?").uuid(id.uuid()).run();
    }

    /** A provider of the account. */
    Optional<IdentityProvider> find(Tx tx, AccountId account, IdentityProviderId id) {
        return found(tx, account, id, "").map(Found::provider);
    }

    /** A provider's sealed secret; empty where it has none. */
    Optional<SealedKey> clientSecret(Tx tx, AccountId account, IdentityProviderId id) {
        return tx.sql("select client_secret from identity_provider where id = ? and account_id = ?"
                        + " and client_secret is not null")
                .uuid(id.uuid())
                .text(account.hex())
                .first(row -> SealedKey.parse(row.bytes(1)));
    }

    /** The same, locked for the transaction. */
    Optional<Found> lock(Tx tx, AccountId account, IdentityProviderId id) {
        return found(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<Found> found(Tx tx, AccountId account, IdentityProviderId id, String lock) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ?" + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(row -> new Found(read(row), row.bytesOrNull(9) != null, row.textOrNull(10) != null));
    }

    /** A slice of an account's providers, in the order they were made; all of them, or those with or without SCIM. */
    List<IdentityProvider> list(Tx tx, AccountId account, Optional<Boolean> scim, long offset, int limit) {
        return filtered(tx, COLUMNS + OF_ACCOUNT + " order by created_on, id limit ? offset ?", account, scim)
                .number(limit)
                .number(offset)
                .list(IdentityProviderStore::read);
    }

    /** How many of an account's providers a filter shows. */
    long count(Tx tx, AccountId account, Optional<Boolean> scim) {
        return filtered(tx, "select count(*) from identity_provider" + OF_ACCOUNT, account, scim)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** How many providers an account has; no other transaction that asks this adds one before this one ends. */
    long countLocked(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return count(tx, account, Optional.empty());
    }

    private static Sql filtered(Tx tx, String text, AccountId account, Optional<Boolean> scim) {
        return tx.sql(text).text(account.hex()).flag(scim.orElse(false)).flag(scim.orElse(true));
    }

    private static IdentityProvider read(Row row) {
        @Nullable UUID set = row.uuidOrNull(6);
        return new IdentityProvider(
                new IdentityProviderId(row.uuid(1)),
                new AccountId(row.text(2)),
                row.text(3),
                IdentityProviderType.ofWord(row.text(4)).orElseThrow(),
                ProviderConfig.stored(row.text(5)),
                Optional.ofNullable(set).map(SamlCertificateSetId::new),
                Optional.ofNullable(row.textOrNull(7)).map(IdentityProviderStore::scim),
                row.instant(8));
    }

    private static String json(ScimConfig scim) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("enabled", scim.enabled())
                .put("user_deprovision", scim.userDeprovision())
                .put("seat_deprovision", scim.seatDeprovision())
                .put("identity_update_behavior", scim.identityUpdate().word())
                .toString();
    }

    private static ScimConfig scim(String text) {
        try {
            JsonNode scim = JSON.readTree(text);
            return new ScimConfig(
                    scim.path("enabled").booleanValue(),
                    scim.path("user_deprovision").booleanValue(),
                    scim.path("seat_deprovision").booleanValue(),
                    ScimConfig.IdentityUpdate.ofWord(
                                    scim.path("identity_update_behavior").asText())
                            .orElseThrow());
        } catch (JsonProcessingException e) {
            throw new DatabaseException("identity_provider.scim_config: not JSON (expected: an object)", e);
        }
    }
}
