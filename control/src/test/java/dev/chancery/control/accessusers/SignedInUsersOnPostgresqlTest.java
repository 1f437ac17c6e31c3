package dev.chancery.control.accessusers;

import dev.chancery.control.house.OnPostgresql;

final class SignedInUsersOnPostgresqlTest extends OnPostgresql implements SignedInUsersContract {}
