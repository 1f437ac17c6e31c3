package dev.chancery.control.revocation;

import dev.chancery.control.house.OnSqlite;

class CrlOnSqliteTest extends OnSqlite implements CrlContract {}
