package dev.chancery.control.accesslogs;

import dev.chancery.control.house.OnPostgresql;

final class AccessLogsOnPostgresqlTest extends OnPostgresql implements AccessLogsContract {}
