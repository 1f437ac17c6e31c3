package dev.chancery.control.identityproviders;

import dev.chancery.control.house.OnPostgresql;

class IdentityProvidersOnPostgresqlTest extends OnPostgresql implements IdentityProvidersContract {}
