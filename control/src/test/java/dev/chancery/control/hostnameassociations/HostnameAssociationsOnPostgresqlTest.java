package dev.chancery.control.hostnameassociations;

import dev.chancery.control.house.OnPostgresql;

class HostnameAssociationsOnPostgresqlTest extends OnPostgresql implements HostnameAssociationsContract {}
