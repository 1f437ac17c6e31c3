package dev.chancery.control.accesscertificates;

import dev.chancery.control.house.OnPostgresql;

class HostnameSettingsOnPostgresqlTest extends OnPostgresql implements HostnameSettingsContract {}
