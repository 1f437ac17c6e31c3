package dev.chancery.control.edgeroutes;

import dev.chancery.control.house.OnPostgresql;

class EdgeRoutesOnPostgresqlTest extends OnPostgresql implements EdgeRoutesContract {}
