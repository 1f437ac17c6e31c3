package dev.chancery.control.accesscertificates;

import dev.chancery.control.house.OnPostgresql;

class AccessCertificatesOnPostgresqlTest extends OnPostgresql implements AccessCertificatesContract {}
