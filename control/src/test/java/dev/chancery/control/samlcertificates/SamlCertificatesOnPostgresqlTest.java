package dev.chancery.control.samlcertificates;

import dev.chancery.control.house.OnPostgresql;

class SamlCertificatesOnPostgresqlTest extends OnPostgresql implements SamlCertificatesContract {}
