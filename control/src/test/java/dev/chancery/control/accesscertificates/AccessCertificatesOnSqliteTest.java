package dev.chancery.control.accesscertificates;

import dev.chancery.control.house.OnSqlite;

class AccessCertificatesOnSqliteTest extends OnSqlite implements AccessCertificatesContract {}
