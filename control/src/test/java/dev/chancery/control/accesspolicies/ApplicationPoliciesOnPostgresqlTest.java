package dev.chancery.control.accesspolicies;

import dev.chancery.control.house.OnPostgresql;

class ApplicationPoliciesOnPostgresqlTest extends OnPostgresql implements ApplicationPoliciesContract {}
