package dev.chancery.control.samlcertificates;

import dev.chancery.control.house.OnSqlite;

class SamlCertificatesOnSqliteTest extends OnSqlite implements SamlCertificatesContract {}
