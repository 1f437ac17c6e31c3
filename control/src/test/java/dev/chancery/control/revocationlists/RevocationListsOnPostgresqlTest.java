package dev.chancery.control.revocationlists;

import dev.chancery.control.house.OnPostgresql;

class RevocationListsOnPostgresqlTest extends OnPostgresql implements RevocationListsContract {}
