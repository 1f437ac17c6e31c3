package dev.chancery.control.accessrules;

import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.IdentityProviderId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table of what rules name: who asks before it deletes something finds its users here. */
public final class RuleReferenceStore {
    /** Whose rules name something. The words are stored. */
    public enum Owner {
        POLICY("policy"),
        GROUP("group");

        private final String word;

        Owner(String word) {
            this.word = word;
        }
    }

    /** Puts what an owner's rules name in the place of what they named before. */
    public void put(Tx tx, Owner owner, UUID id, List<Reference> references) {
        remove(tx, owner, id);
        if (references.isEmpty()) {
            return;
        }
        Sql insert = tx.sql("insert into access_rule_reference (owner_kind, owner_id, target_kind, target_id)"
                + " values (?, ?, ?, ?) on conflict do nothing");
        for (Reference reference : references) {
            insert.text(owner.word)
                    .uuid(id)
                    .text(reference.kind())
                    .uuid(reference.id())
                    .add();
        }
        insert.runBatch();
    }

    /** Forgets what an owner's rules name, because the owner goes. */
    public void remove(Tx tx, Owner owner, UUID id) {
        tx.sql("delete from access_rule_reference where owner_kind = ? and owner_id = ?")
                .text(owner.word)
                .uuid(id)
                .run();
    }

    /** Someone whose rules name a group, such as {@code policy 6e0c…}; empty if there is nobody. */
    public Optional<String> userOf(Tx tx, GroupId group) {
        return userOf(tx, new Reference.ToGroup(group));
    }

    /** Someone whose rules name a service token. */
    public Optional<String> userOf(Tx tx, ServiceTokenId token) {
        return userOf(tx, new Reference.ToServiceToken(token));
    }

    /** Someone whose rules name an application. */
    public Optional<String> userOf(Tx tx, ApplicationId application) {
        return userOf(tx, new Reference.ToApplication(application));
    }

    /** Someone whose rules name an identity provider. */
    public Optional<String> userOf(Tx tx, IdentityProviderId provider) {
        return userOf(tx, new Reference.ToIdentityProvider(provider, Optional.empty()));
    }

    /** Whether a group's rules, or those of the groups they name, come back to some group. */
    public boolean leads(Tx tx, GroupId from, GroupId to) {
        return leads(tx, from, to, new HashSet<>());
    }

    private static boolean leads(Tx tx, GroupId from, GroupId to, Set<GroupId> seen) {
        if (from.equals(to)) {
            return true;
        }
        return seen.add(from) && named(tx, from).stream().anyMatch(next -> leads(tx, next, to, seen));
    }

    private static List<GroupId> named(Tx tx, GroupId group) {
        return tx.sql("select target_id from access_rule_reference"
                        + " where owner_kind = 'group' and owner_id = ? and target_kind = 'group'")
                .uuid(group.uuid())
                .list(row -> new GroupId(row.uuid(1)));
    }

    private static Optional<String> userOf(Tx tx, Reference reference) {
        return tx.sql("select owner_kind, owner_id from access_rule_reference"
                        + " where target_kind = ? and target_id = ? order by owner_kind desc, owner_id limit 1")
                .text(reference.kind())
                .uuid(reference.id())
                .first(row -> row.text(1) + " " + row.text(2));
    }
}
