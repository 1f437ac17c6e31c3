package dev.chancery.control.accessgroups;

import dev.chancery.control.house.OnPostgresql;

class GroupsOnPostgresqlTest extends OnPostgresql implements GroupsContract {}
