package dev.chancery.control.accessusers;

import dev.chancery.control.house.OnSqlite;

final class SignedInUsersOnSqliteTest extends OnSqlite implements SignedInUsersContract {}
