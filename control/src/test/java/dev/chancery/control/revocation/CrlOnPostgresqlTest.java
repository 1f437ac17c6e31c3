package dev.chancery.control.revocation;

import dev.chancery.control.house.OnPostgresql;

class CrlOnPostgresqlTest extends OnPostgresql implements CrlContract {}
