package dev.chancery.control.sshcertificates;

import dev.chancery.control.house.OnPostgresql;

class SshCertificatesOnPostgresqlTest extends OnPostgresql implements SshCertificatesContract {}
