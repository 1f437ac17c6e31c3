package dev.chancery.control.accessapps;

import dev.chancery.control.house.OnPostgresql;

class AccessAppsOnPostgresqlTest extends OnPostgresql
        implements ApplicationsContract, ApplicationRefusalContract, ApplicationZonesContract, SshCaContract {}
