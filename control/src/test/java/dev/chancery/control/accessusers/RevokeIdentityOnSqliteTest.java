package dev.chancery.control.accessusers;

import dev.chancery.control.house.OnSqlite;

final class RevokeIdentityOnSqliteTest extends OnSqlite implements RevokeIdentityContract {}
