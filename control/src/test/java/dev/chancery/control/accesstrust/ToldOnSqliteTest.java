package dev.chancery.control.accesstrust;

import dev.chancery.control.house.OnSqlite;

final class ToldOnSqliteTest extends OnSqlite implements ToldContract {}
