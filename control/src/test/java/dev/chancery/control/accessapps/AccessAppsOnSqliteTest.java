package dev.chancery.control.accessapps;

import dev.chancery.control.house.OnSqlite;

class AccessAppsOnSqliteTest extends OnSqlite
        implements ApplicationsContract, ApplicationRefusalContract, ApplicationZonesContract, SshCaContract {}
