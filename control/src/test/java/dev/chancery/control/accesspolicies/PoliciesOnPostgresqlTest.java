package dev.chancery.control.accesspolicies;

import dev.chancery.control.house.OnPostgresql;

class PoliciesOnPostgresqlTest extends OnPostgresql implements PoliciesContract {}
