package dev.chancery.control.accessusers;

import dev.chancery.control.house.OnPostgresql;

final class RevokeIdentityOnPostgresqlTest extends OnPostgresql implements RevokeIdentityContract {}
