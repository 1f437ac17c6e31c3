package dev.chancery.control.publishing;

import dev.chancery.control.house.OnPostgresql;

class TrustOnPostgresqlTest extends OnPostgresql implements TrustContract {}
