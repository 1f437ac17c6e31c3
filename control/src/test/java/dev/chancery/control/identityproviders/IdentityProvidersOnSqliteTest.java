package dev.chancery.control.identityproviders;

import dev.chancery.control.house.OnSqlite;

class IdentityProvidersOnSqliteTest extends OnSqlite implements IdentityProvidersContract {}
