package dev.chancery.control.tokens;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.principal.UserAccess;

/** The capability to work on the tokens of an owner. */
public sealed interface TokenHolder {
    /** The calling user's own tokens. */
    record User(UserAccess access) implements TokenHolder {}

    /** An account's tokens. */
    record Account(AccountAccess access) implements TokenHolder {}

    /** Whose tokens. */
    default Principal.Owner owner() {
        return switch (this) {
            case User(UserAccess access) -> new Principal.Owner.OfUser(access.user());
            case Account(AccountAccess access) -> new Principal.Owner.OfAccount(access.account());
        };
    }

    /** Who calls. */
    default Principal caller() {
        return switch (this) {
            case User(UserAccess access) -> access.actor().principal();
            case Account(AccountAccess access) -> access.actor().principal();
        };
    }

    /** What the audit log says of something done to one of the tokens. */
    default AuditEntry entry(Action action, TokenId token, String name) {
        AuditEntry entry = switch (this) {
            case User(UserAccess access) -> AuditEntry.of(access, action, ObjectKind.TOKEN, token.hex());
            case Account(AccountAccess access) -> AuditEntry.of(access, action, ObjectKind.TOKEN, token.hex());
        };
        return entry.with("name", name);
    }
}
