package dev.chancery.control.edgerules;

import dev.chancery.control.house.OnSqlite;

class EdgeRulesOnSqliteTest extends OnSqlite implements EdgeRulesContract {}
