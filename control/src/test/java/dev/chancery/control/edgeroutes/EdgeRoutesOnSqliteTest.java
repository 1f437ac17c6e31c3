package dev.chancery.control.edgeroutes;

import dev.chancery.control.house.OnSqlite;

class EdgeRoutesOnSqliteTest extends OnSqlite implements EdgeRoutesContract {}
