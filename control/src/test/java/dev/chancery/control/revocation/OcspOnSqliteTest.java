package dev.chancery.control.revocation;

import dev.chancery.control.house.OnSqlite;

class OcspOnSqliteTest extends OnSqlite implements OcspContract {}
