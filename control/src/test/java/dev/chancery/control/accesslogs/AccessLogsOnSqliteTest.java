package dev.chancery.control.accesslogs;

import dev.chancery.control.house.OnSqlite;

final class AccessLogsOnSqliteTest extends OnSqlite implements AccessLogsContract {}
