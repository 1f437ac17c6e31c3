package dev.chancery.control.edges;

import dev.chancery.control.house.OnSqlite;

class EdgesOnSqliteTest extends OnSqlite implements EdgesContract {}
