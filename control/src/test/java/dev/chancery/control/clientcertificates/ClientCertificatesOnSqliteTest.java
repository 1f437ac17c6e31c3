package dev.chancery.control.clientcertificates;

import dev.chancery.control.house.OnSqlite;

class ClientCertificatesOnSqliteTest extends OnSqlite
        implements IssuingContract, RefusalContract, StatusContract, ListContract, EnduranceContract {}
