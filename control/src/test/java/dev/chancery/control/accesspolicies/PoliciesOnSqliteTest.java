package dev.chancery.control.accesspolicies;

import dev.chancery.control.house.OnSqlite;

class PoliciesOnSqliteTest extends OnSqlite implements PoliciesContract {}
