package dev.chancery.control.accesscertificates;

import dev.chancery.control.house.OnSqlite;

class HostnameSettingsOnSqliteTest extends OnSqlite implements HostnameSettingsContract {}
