package dev.chancery.control.preview;

import dev.chancery.control.house.OnPostgresql;

class DryRunOnPostgresqlTest extends OnPostgresql implements DryRunContract {}
