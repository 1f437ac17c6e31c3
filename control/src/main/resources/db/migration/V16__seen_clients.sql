-- Which clients edges let in lately, each at each hostname: whom a change would shut out is found among these. The oldest go.
create table seen_client (
    -- Lower-case hex SHA-256 of the leaf.
    fingerprint text not null,
    hostname    ${sorted} not null,
    last_seen   bigint not null,
    -- As the client sent it: each certificate behind its length in four bytes, the leaf first.
    chain       ${blob} not null,
    primary key (fingerprint, hostname)
);

create index seen_client_last on seen_client (last_seen);
