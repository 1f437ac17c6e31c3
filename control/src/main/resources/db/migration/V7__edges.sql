-- What edges are told, and how far they have heard it (DESIGN 4.2, 4.3).

-- The revision that last changed a certificate's status, for who asks how far that has come; null while it is as it was issued.
alter table client_certificate add column status_revision bigint;

-- The digest of the bundle at the head: 64 hex digits, the sum over its entries. Zero for the empty bundle.
alter table trust_head add column digest text not null
    default '0000000000000000000000000000000000000000000000000000000000000000';

-- The entries of the bundle at the head, but for the revoked leaves of managed CAs, which are the client certificates themselves.
create table trust_entry (
    -- The code of the entry's kind, and what of that kind it is about.
    kind      smallint not null,
    name      ${sorted} not null,
    -- The CA a binding binds, so that a CA nothing is bound to any more is taken back with its last binding.
    authority text,
    entry     ${blob} not null,
    primary key (kind, name)
);

create index trust_entry_of_authority on trust_entry (authority) where authority is not null;

-- What each revision changed, and the digest of the bundle after it. Old ones go: an edge further behind takes a snapshot.
create table trust_change (
    revision bigint not null primary key,
    at       bigint not null,
    digest   text not null,
    changes  ${blob} not null
);

drop table edge;

-- The edges that have joined.
create table edge (
    id               text not null primary key,
    name             ${sorted} not null,
    -- Which network it serves, such as china; empty for the one everybody has.
    network          text not null,
    -- Where it listens for clients, as it says itself.
    address          text not null,
    joined_on        bigint not null,
    -- joined: it never held a lease, and none waits for it. leased: it may hold one. fenced: it is given none any more, but
    -- may hold one still. lost: whatever it held has ended, and none waits for it until it has caught up.
    standing         text not null check (standing in ('joined', 'leased', 'fenced', 'lost')),
    -- Counts up with every fencing: who declares an edge lost means the fencing it waited for.
    fencings         bigint not null,
    -- Why it was fenced, as a sentence; null while it is not.
    reason           text,
    -- The process of the edge that last came: a lease does not outlive it.
    instance         text,
    applied_lineage  text,
    applied_revision bigint,
    last_heard_on    bigint
);

create index edge_standing on edge (standing);

-- That an edge applied or refused a revision.
create table edge_receipt (
    edge_id         text not null,
    revision        bigint not null,
    outcome         text not null check (outcome in ('applied', 'refused')),
    digest          text,
    connections_cut bigint not null,
    took_micros     bigint not null,
    -- Why it was refused; null where it was applied.
    reason          text,
    at              bigint not null,
    primary key (edge_id, revision)
);

create index edge_receipt_revision on edge_receipt (revision);

-- A word an edge joins with, once.
create table join_token (
    -- Lower-case hex SHA-256 of the secret.
    hash       text not null primary key,
    name       ${sorted} not null,
    created_on bigint not null,
    expires_on bigint not null,
    used_by    text
);
