package dev.chancery.control.explain;

import dev.chancery.control.house.OnPostgresql;

class ExplainOnPostgresqlTest extends OnPostgresql implements ExplainContract {}
