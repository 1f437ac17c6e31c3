package dev.chancery.control.hostnameassociations;

import dev.chancery.control.house.OnSqlite;

class HostnameAssociationsOnSqliteTest extends OnSqlite implements HostnameAssociationsContract {}
