package dev.chancery.control.revocation;

import dev.chancery.control.house.OnPostgresql;

class OcspOnPostgresqlTest extends OnPostgresql implements OcspContract {}
