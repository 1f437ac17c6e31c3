-- Access applications, the certificate authorities that sign their users' SSH keys, and the account's gateway CA.

create table access_application (
    id                text not null primary key,
    account_id        text not null references account (id),
    -- The zone that holds every one of its domains, whose path shows it; null where there is none, or more than one.
    zone_id           text references zone (id),
    -- Counts up in the account in the order made, with gaps where one is gone.
    ordinal           bigint not null,
    type              text not null,
    name              ${sorted} not null,
    -- As the caller spelled it; empty where the type has none.
    domain            text not null,
    -- 64 lower-case hex digits, the audience of the tokens issued for it.
    aud               text not null,
    -- JSON object of the other members, as validated and in the caller's order.
    members           text not null,
    created_on        bigint not null,
    updated_on        bigint not null,
    -- Tokens issued before are no good.
    tokens_revoked_on bigint
);

create unique index access_application_aud on access_application (aud);
create unique index access_application_order on access_application (account_id, ordinal);
create index access_application_of_zone on access_application (zone_id, ordinal) where zone_id is not null;
-- Of these an account has one.
create unique index access_application_single on access_application (account_id, type)
    where type in ('app_launcher', 'warp', 'biso');

-- What applications protect: a place on the web belongs to one application.
create table access_application_domain (
    application_id text not null references access_application (id),
    account_id     text not null,
    zone_id        text not null references zone (id),
    -- Host and path as they are compared: host in lower case, no trailing dot or slash.
    location       ${sorted} not null,
    primary key (application_id, location)
);

create unique index access_application_domain_once on access_application_domain (account_id, location);
create index access_application_domain_of_zone on access_application_domain (zone_id);

-- The identity providers an application's users may choose from.
create table access_application_idp (
    application_id text not null references access_application (id),
    provider_id    text not null,
    primary key (application_id, provider_id)
);

create index access_application_idp_of_provider on access_application_idp (provider_id);

-- The CA that signs the SSH keys of an application's users. A deleted one is gone with its key.
create table access_ssh_ca (
    -- 48 lower-case hex digits.
    id             text not null primary key,
    application_id text not null references access_application (id),
    account_id     text not null references account (id),
    -- The application's own, kept here so that a zone's list is one range of an index.
    zone_id        text references zone (id),
    aud            text not null,
    ordinal        bigint not null,
    -- One line of an authorized_keys file.
    public_key     text not null,
    key_id         text not null references ca_key (id),
    created_on     bigint not null
);

create unique index access_ssh_ca_of_application on access_ssh_ca (application_id);
create unique index access_ssh_ca_order on access_ssh_ca (account_id, ordinal);
create index access_ssh_ca_of_zone on access_ssh_ca (zone_id, ordinal) where zone_id is not null;

-- The last ordinal given in an account, to applications and SSH CAs alike.
create table access_ordinal (
    account_id text not null primary key,
    last       bigint not null check (last >= 0)
);

-- How many entries of a list lie in each block of 256 ordinals: finds a page in bounded steps, and the total by a sum (derived
-- data: it can be rebuilt from the rows).
create table access_list_block (
    list     text not null check (list in ('account_applications', 'zone_applications', 'account_ssh_cas', 'zone_ssh_cas')),
    -- The account or the zone whose list it is.
    owner_id text not null,
    block    bigint not null,
    n        bigint not null check (n >= 0),
    primary key (list, owner_id, block)
);

-- The CA an account's gateway signs with when it connects to a target.
create table access_gateway_ca (
    id         text not null primary key,
    account_id text not null references account (id),
    public_key text not null,
    key_id     text not null references ca_key (id),
    created_on bigint not null
);

create unique index access_gateway_ca_of_account on access_gateway_ca (account_id);
