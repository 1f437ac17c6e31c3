package dev.chancery.control.db;

import java.sql.Connection;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;

/** Jdbi as the house keeps values: instants as microseconds, UUIDs as text, flags as 0 or 1, on both engines alike. */
final class HouseJdbi {
    private HouseJdbi() {}

    /** A Jdbi over one connection that it never closes; transactions are the writer's, not Jdbi's. */
    static Jdbi over(Connection connection) {
        Jdbi jdbi = Jdbi.create(new org.jdbi.v3.core.ConnectionFactory() {
            @Override
            public Connection openConnection() {
                return connection;
            }

            @Override
            public void closeConnection(Connection ours) {
                // It lives as long as the session that owns it.
            }
        });
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.registerArgument(new InstantArgument());
        jdbi.registerArgument(new UuidArgument());
        jdbi.registerArgument(new FlagArgument());
        ColumnMapper<Instant> instants = (results, column, context) -> {
            long micros = results.getLong(column);
            return results.wasNull() ? null : EpochMicros.toInstant(micros);
        };
        ColumnMapper<UUID> uuids = (results, column, context) -> {
            String text = results.getString(column);
            return text == null ? null : UUID.fromString(text);
        };
        jdbi.registerColumnMapper(Instant.class, instants);
        jdbi.registerColumnMapper(UUID.class, uuids);
        return jdbi;
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
        InstantArgument() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setLong(position, EpochMicros.of(value));
        }
    }

    private static final class UuidArgument extends AbstractArgumentFactory<UUID> {
        UuidArgument() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, value.toString());
        }
    }

    private static final class FlagArgument extends AbstractArgumentFactory<Boolean> {
        FlagArgument() {
            super(Types.SMALLINT);
        }

        @Override
        protected Argument build(Boolean value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setInt(position, value ? 1 : 0);
        }
    }
}
