package dev.chancery.control.clientcertificates;

import dev.chancery.control.house.OnPostgresql;

class ClientCertificatesOnPostgresqlTest extends OnPostgresql
        implements IssuingContract, RefusalContract, StatusContract, ListContract, EnduranceContract {}
