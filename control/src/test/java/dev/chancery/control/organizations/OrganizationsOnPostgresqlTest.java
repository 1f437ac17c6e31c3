package dev.chancery.control.organizations;

import dev.chancery.control.house.OnPostgresql;

class OrganizationsOnPostgresqlTest extends OnPostgresql implements OrganizationsContract {}
