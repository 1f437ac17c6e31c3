package dev.chancery.control.publishing;

import dev.chancery.control.house.OnSqlite;

class TrustOnSqliteTest extends OnSqlite implements TrustContract {}
