package dev.chancery.control.mtlscertificates;

import dev.chancery.control.house.OnPostgresql;

class AssociationsOnPostgresqlTest extends OnPostgresql implements AssociationsContract {}
