package dev.chancery.control.house;

class FamiliesOnPostgresqlTest extends OnPostgresql
        implements TokensContract, TokenPowerContract, ZonesContract, AccountsContract {}
