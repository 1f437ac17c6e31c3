package dev.chancery.control.accessservicetokens;

import dev.chancery.control.house.OnPostgresql;

class ServiceTokensOnPostgresqlTest extends OnPostgresql implements ServiceTokensContract {}
