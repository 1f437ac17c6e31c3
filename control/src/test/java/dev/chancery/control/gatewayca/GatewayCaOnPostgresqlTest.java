package dev.chancery.control.gatewayca;

import dev.chancery.control.house.OnPostgresql;

class GatewayCaOnPostgresqlTest extends OnPostgresql implements GatewayCaContract {}
