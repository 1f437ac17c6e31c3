package dev.chancery.control.gatewayca;

import dev.chancery.control.house.OnSqlite;

class GatewayCaOnSqliteTest extends OnSqlite implements GatewayCaContract {}
