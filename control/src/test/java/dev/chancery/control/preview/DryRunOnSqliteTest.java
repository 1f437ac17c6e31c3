package dev.chancery.control.preview;

import dev.chancery.control.house.OnSqlite;

class DryRunOnSqliteTest extends OnSqlite implements DryRunContract {}
