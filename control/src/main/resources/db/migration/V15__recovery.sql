-- A house whose database was restored from an older state (chancery recover, docs/adr/0009-evidence.md).

-- awaited: this edge has not told yet which leaves it believes revoked, and until it does no edge gets a lease. told: it has,
-- and has believed nothing of the lineage since. Null: there is nothing to tell.
alter table edge add column handover text check (handover in ('awaited', 'told'));

-- Leaves of managed CAs that an edge believed revoked and of which this database knows no certificate: they were issued after
-- the state it was restored from. Edges go on refusing them.
create table forgotten_leaf (
    ca_id  text not null,
    -- The first eight octets of the serial number, as a signed number.
    prefix bigint not null,
    primary key (ca_id, prefix)
);
