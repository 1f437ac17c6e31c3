package dev.chancery.control.accesskeys;

import dev.chancery.control.house.OnSqlite;

class AccessKeysOnSqliteTest extends OnSqlite implements AccessKeysContract {}
