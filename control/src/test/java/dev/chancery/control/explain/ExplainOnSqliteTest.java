package dev.chancery.control.explain;

import dev.chancery.control.house.OnSqlite;

class ExplainOnSqliteTest extends OnSqlite implements ExplainContract {}
