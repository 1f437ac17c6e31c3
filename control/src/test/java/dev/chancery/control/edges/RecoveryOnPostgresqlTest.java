package dev.chancery.control.edges;

import dev.chancery.control.house.OnPostgresql;

class RecoveryOnPostgresqlTest extends OnPostgresql implements RecoveryContract {}
