package dev.chancery.control.customcertificates;

import dev.chancery.control.house.OnSqlite;

class CustomCertificatesOnSqliteTest extends OnSqlite implements CustomCertificatesContract {}
