package dev.chancery.control.organizations;

import dev.chancery.control.house.OnSqlite;

class OrganizationsOnSqliteTest extends OnSqlite implements OrganizationsContract {}
