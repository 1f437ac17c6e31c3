package dev.chancery.control.edgerules;

import dev.chancery.control.house.OnPostgresql;

class EdgeRulesOnPostgresqlTest extends OnPostgresql implements EdgeRulesContract {}
