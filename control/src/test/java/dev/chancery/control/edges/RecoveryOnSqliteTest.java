package dev.chancery.control.edges;

import dev.chancery.control.house.OnSqlite;

class RecoveryOnSqliteTest extends OnSqlite implements RecoveryContract {}
