package dev.chancery.control.house;

class FamiliesOnSqliteTest extends OnSqlite
        implements TokensContract, TokenPowerContract, ZonesContract, AccountsContract {}
