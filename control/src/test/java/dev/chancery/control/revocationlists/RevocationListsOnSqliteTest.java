package dev.chancery.control.revocationlists;

import dev.chancery.control.house.OnSqlite;

class RevocationListsOnSqliteTest extends OnSqlite implements RevocationListsContract {}
