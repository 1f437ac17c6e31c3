-- Access's mTLS certificates and the settings of its hostnames. One store for each account, seen from the account and its zones.

-- CAs that judge the clients of Access's hostnames.
create table access_certificate (
    id           text not null primary key,
    account_id   text not null references account (id),
    name         ${sorted} not null,
    -- The bundle as PEM text, normalised, the most specific first. Never shown again.
    certificates text not null,
    -- Lower-case hex SHA-256 of the bundle's DER, to find a duplicate.
    digest       text not null,
    -- Of the first certificate, as it is shown: 'MD5 Fingerprint=AA:BB…'. A label, never for trust.
    fingerprint  text not null,
    created_on   bigint not null,
    updated_on   bigint not null,
    expires_on   bigint not null,
    -- A tombstone: edges may still have to hear that its hostnames were released.
    deleted_on   bigint
);

create unique index access_certificate_live_bundle on access_certificate (account_id, digest) where deleted_on is null;
create index access_certificate_of_account on access_certificate (account_id, created_on, id);

-- The hostnames whose clients a certificate judges.
create table access_certificate_hostname (
    certificate_id   text not null references access_certificate (id),
    hostname         ${sorted} not null,
    -- The zone the hostname lay in when it was bound.
    zone_id          text not null references zone (id),
    -- The order the caller gave; answers keep it.
    position         bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint,
    primary key (certificate_id, hostname)
);

create index access_certificate_hostname_in_zone on access_certificate_hostname (zone_id);
create index access_certificate_hostname_pending
    on access_certificate_hostname (pending_revision) where pending_revision is not null;

-- What edges do with client certificates at a hostname.
create table access_hostname_setting (
    account_id                    text not null references account (id),
    hostname                      ${sorted} not null,
    -- The zone the hostname lay in when it was set.
    zone_id                       text not null references zone (id),
    position                      bigint not null,
    china_network                 smallint not null check (china_network in (0, 1)),
    client_certificate_forwarding smallint not null check (client_certificate_forwarding in (0, 1)),
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint,
    primary key (account_id, hostname)
);

create index access_hostname_setting_in_zone on access_hostname_setting (zone_id);
create index access_hostname_setting_pending
    on access_hostname_setting (pending_revision) where pending_revision is not null;
