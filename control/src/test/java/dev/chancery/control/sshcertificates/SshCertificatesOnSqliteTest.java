package dev.chancery.control.sshcertificates;

import dev.chancery.control.house.OnSqlite;

class SshCertificatesOnSqliteTest extends OnSqlite implements SshCertificatesContract {}
