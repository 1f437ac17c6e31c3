package dev.chancery.control.db;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole schema as text, read back from the engine's own catalogue. */
final class SchemaDump {
    private static final String POSTGRESQL_TABLES =
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'flyway%' order by c.relname";
    private static final String POSTGRESQL_COLUMNS = "select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
            + " || case when l.collname is null or l.collname = 'default' then '' else ' collate \"' || l.collname || '\"' end"
            + " || case when a.attnotnull then ' not null' else '' end"
            + " || case a.attidentity when 'a' then ' generated always as identity' else '' end"
            + " from pg_attribute a left join pg_collation l on l.oid = a.attcollation"
            + " where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum";
    private static final String POSTGRESQL_CONSTRAINTS =
            "select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)"
                    + " from pg_constraint where conrelid = ?::regclass and contype <> 'n' order by conname";
    private static final String POSTGRESQL_INDEXES =
            "select indexdef from pg_indexes where schemaname = 'public' and tablename = ?"
                    + " and indexname not in (select conname from pg_constraint) order by indexname";
    private static final String POSTGRESQL_TRIGGERS =
            "select pg_get_triggerdef(oid) from pg_trigger where tgrelid = ?::regclass and not tgisinternal order by tgname";
    private static final String POSTGRESQL_FUNCTIONS =
            "select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                    + " where n.nspname = 'public' order by p.proname";

    private SchemaDump() {}

    static String of(Tx tx) {
        return switch (tx.engine()) {
            case SQLITE -> sqlite(tx);
            case POSTGRESQL -> postgresql(tx);
        };
    }

    private static String sqlite(Tx tx) {
        return tx
                .sql(
                        "select sql from sqlite_master where sql is not null and name not like 'flyway%'"
                                + " and name not like 'sqlite%' order by tbl_name, case type when 'table' then 1 else 2 end, name")
                .list(row -> row.text(1) + ";\n")
                .stream()
                .collect(Collectors.joining("\n"));
    }

    private static String postgresql(Tx tx) {
        StringBuilder dump = new StringBuilder();
        for (String table : tx.sql(POSTGRESQL_TABLES).list(row -> row.text(1))) {
            List<String> parts = strings(tx, POSTGRESQL_COLUMNS, table);
            parts.addAll(strings(tx, POSTGRESQL_CONSTRAINTS, table));
            dump.append("create table ").append(table).append(" (\n    ");
            dump.append(String.join(",\n    ", parts)).append("\n);\n");
            strings(tx, POSTGRESQL_INDEXES, table)
                    .forEach(line -> dump.append(line).append(";\n"));
            strings(tx, POSTGRESQL_TRIGGERS, table)
                    .forEach(line -> dump.append(line).append(";\n"));
            dump.append("\n");
        }
        Function<Row, String> text = row -> row.text(1);
        tx.sql(POSTGRESQL_FUNCTIONS)
                .list(text)
                .forEach(function -> dump.append(function).append(";\n"));
        return dump.toString();
    }

    private static List<String> strings(Tx tx, String query, String table) {
        return tx.sql(query).text(table).list(row -> row.text(1));
    }
}
