package dev.chancery.control.mtlscertificates;

import dev.chancery.control.house.OnPostgresql;

class MtlsCertificatesOnPostgresqlTest extends OnPostgresql implements MtlsCertificatesContract {}
