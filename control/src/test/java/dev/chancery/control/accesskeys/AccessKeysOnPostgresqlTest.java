package dev.chancery.control.accesskeys;

import dev.chancery.control.house.OnPostgresql;

class AccessKeysOnPostgresqlTest extends OnPostgresql implements AccessKeysContract {}
