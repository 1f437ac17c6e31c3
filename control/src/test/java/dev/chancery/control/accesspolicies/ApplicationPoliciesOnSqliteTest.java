package dev.chancery.control.accesspolicies;

import dev.chancery.control.house.OnSqlite;

class ApplicationPoliciesOnSqliteTest extends OnSqlite implements ApplicationPoliciesContract {}
