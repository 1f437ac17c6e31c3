package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.ApplicationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of policies and of which application has which. */
final class AccessPolicyStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "p.id, p.application_id, p.name, p.decision, p.rules, p.options, p.created_on, p.updated_on";
    private static final String BOUND = "select " + COLUMNS
            + ", b.precedence from access_policy_binding b join access_policy p on p.id = b.policy_id"
            + " where b.application_id = ?";

    void insert(Tx tx, AccountId account, AccessPolicy policy) {
        tx.sql("insert into access_policy (id, account_id, application_id, name, decision, rules, options, created_on,"
                        + " updated_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .uuid(policy.id().uuid())
                .text(account.hex())
                .uuid(policy.application().map(ApplicationId::uuid).orElse(null))
                .text(policy.terms().name())
                .text(policy.terms().decision().word())
                .text(policy.terms().rules().toStored())
                .text(policy.terms().options().toString())
                .instant(policy.createdOn())
                .instant(policy.updatedOn())
                .run();
    }

    void update(Tx tx, AccessPolicy policy) {
        tx.sql(
                        "update access_policy set application_id = ?, name = ?, decision = ?, rules = ?, options = ?, updated_on = ?"
                                + " where id = ?")
                .uuid(policy.application().map(ApplicationId::uuid).orElse(null))
                .text(policy.terms().name())
                .text(policy.terms().decision().word())
                .text(policy.terms().rules().toStored())
                .text(policy.terms().options().toString())
                .instant(policy.updatedOn())
                .uuid(policy.id().uuid())
                .run();
    }

    /** Deletes a policy that no application has any more. */
    void delete(Tx tx, PolicyId id) {
        tx.sql("delete from access_policy where id = ?").uuid(id.uuid()).run();
    }

    /** A policy of the account, reusable or not. */
    Optional<AccessPolicy> find(Tx tx, AccountId account, PolicyId id) {
        return find(tx, account, id, "");
    }

    /** The same, locked for the transaction. */
    Optional<AccessPolicy> lock(Tx tx, AccountId account, PolicyId id) {
        return find(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<AccessPolicy> find(Tx tx, AccountId account, PolicyId id, String lock) {
        return tx.sql("select " + COLUMNS + " from access_policy p where p.id = ? and p.account_id = ?" + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(AccessPolicyStore::read);
    }

    /** How many reusable policies an account has. */
    long count(Tx tx, AccountId account) {
        return tx.sql("select count(*) from access_policy where account_id = ? and application_id is null")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of an account's reusable policies, in the order they were made. */
    List<AccessPolicy> list(Tx tx, AccountId account, long offset, long limit) {
        return tx.sql("select " + COLUMNS + " from access_policy p where p.account_id = ? and p.application_id is null"
                        + " order by p.created_on, p.id limit ? offset ?")
                .text(account.hex())
                .number(limit)
                .number(offset)
                .list(AccessPolicyStore::read);
    }

    /** An application's policies in order of precedence. */
    List<BoundPolicy> bound(Tx tx, ApplicationId application) {
        return tx.sql(BOUND + " order by b.precedence").uuid(application.uuid()).list(AccessPolicyStore::readBound);
    }

    /** One of an application's policies. */
    Optional<BoundPolicy> bound(Tx tx, ApplicationId application, PolicyId id) {
        return tx.sql(BOUND + " and b.policy_id = ?")
                .uuid(application.uuid())
                .uuid(id.uuid())
                .first(AccessPolicyStore::readBound);
    }

    /** How many applications have a policy. */
    long applications(Tx tx, PolicyId id) {
        return tx.sql("select count(*) from access_policy_binding where policy_id = ?")
                .uuid(id.uuid())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** Gives an application policies, each at a place that is free. */
    void bind(Tx tx, ApplicationId application, Map<PolicyId, Long> places) {
        if (places.isEmpty()) {
            return;
        }
        Sql insert =
                tx.sql("insert into access_policy_binding (application_id, policy_id, precedence) values (?, ?, ?)");
        places.forEach((policy, precedence) -> insert.uuid(application.uuid())
                .uuid(policy.uuid())
                .number(precedence)
                .add());
        insert.runBatch();
    }

    /** Moves one of an application's policies to a place that is free. */
    void move(Tx tx, ApplicationId application, PolicyId policy, long precedence) {
        tx.sql("update access_policy_binding set precedence = ? where application_id = ? and policy_id = ?")
                .number(precedence)
                .uuid(application.uuid())
                .uuid(policy.uuid())
                .run();
    }

    /** Takes one of its policies from an application. */
    void unbind(Tx tx, ApplicationId application, PolicyId policy) {
        tx.sql("delete from access_policy_binding where application_id = ? and policy_id = ?")
                .uuid(application.uuid())
                .uuid(policy.uuid())
                .run();
    }

    /** Takes every policy from an application. */
    void unbindAll(Tx tx, ApplicationId application) {
        tx.sql("delete from access_policy_binding where application_id = ?")
                .uuid(application.uuid())
                .run();
    }

    private static BoundPolicy readBound(Row row) {
        return new BoundPolicy(read(row), row.number(9));
    }

    private static AccessPolicy read(Row row) {
        UUID application = row.uuidOrNull(2);
        return new AccessPolicy(
                new PolicyId(row.uuid(1)),
                Optional.ofNullable(application).map(ApplicationId::new),
                new PolicyTerms(
                        row.text(3),
                        Decision.ofWord(row.text(4)).orElseThrow(),
                        RuleSet.ofStored(row.text(5)),
                        options(row.text(6))),
                row.instant(7),
                row.instant(8));
    }

    private static ObjectNode options(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored options: not a JSON object (expected: what we stored)", e);
        }
    }
}
