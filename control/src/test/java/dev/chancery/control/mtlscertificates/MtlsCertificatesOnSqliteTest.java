package dev.chancery.control.mtlscertificates;

import dev.chancery.control.house.OnSqlite;

class MtlsCertificatesOnSqliteTest extends OnSqlite implements MtlsCertificatesContract {}
