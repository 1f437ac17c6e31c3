package dev.chancery.control.edges;

import dev.chancery.control.house.OnPostgresql;

class EdgesOnPostgresqlTest extends OnPostgresql implements EdgesContract {}
