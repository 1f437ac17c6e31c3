package dev.chancery.control.accessgroups;

import dev.chancery.control.house.OnSqlite;

class GroupsOnSqliteTest extends OnSqlite implements GroupsContract {}
