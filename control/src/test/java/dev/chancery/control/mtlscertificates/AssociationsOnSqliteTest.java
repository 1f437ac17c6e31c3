package dev.chancery.control.mtlscertificates;

import dev.chancery.control.house.OnSqlite;

class AssociationsOnSqliteTest extends OnSqlite implements AssociationsContract {}
