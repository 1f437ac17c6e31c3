package dev.chancery.control.accesstrust;

import dev.chancery.control.house.OnPostgresql;

final class ToldOnPostgresqlTest extends OnPostgresql implements ToldContract {}
