package dev.chancery.control.customcertificates;

import dev.chancery.control.house.OnPostgresql;

class CustomCertificatesOnPostgresqlTest extends OnPostgresql implements CustomCertificatesContract {}
