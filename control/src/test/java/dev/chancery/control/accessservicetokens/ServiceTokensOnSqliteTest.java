package dev.chancery.control.accessservicetokens;

import dev.chancery.control.house.OnSqlite;

class ServiceTokensOnSqliteTest extends OnSqlite implements ServiceTokensContract {}
