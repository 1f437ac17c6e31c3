-- What edges do at a zone's hostnames: where requests go, how clients are treated, which certificate the server shows.

-- Where the requests of a hostname go. A hostname has one route, whichever of two zones, one inside the other, it lies in.
create table edge_route (
    hostname         ${sorted} not null primary key,
    zone_id          text not null references zone (id),
    origin           text not null,
    created_on       bigint not null,
    modified_on      bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
);

create index edge_route_in_zone on edge_route (zone_id, hostname);
create index edge_route_pending on edge_route (pending_revision) where pending_revision is not null;

-- How the clients of a hostname are treated beyond what its CAs say.
create table edge_rules (
    hostname         ${sorted} not null primary key,
    zone_id          text not null references zone (id),
    mode             text not null check (mode in ('enforce', 'log')),
    -- For how long revocation data of uploaded CAs may be past its next update; 0 is strict.
    grace_hours      bigint not null,
    cert_headers     smallint not null check (cert_headers in (0, 1)),
    created_on       bigint not null,
    modified_on      bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
);

create index edge_rules_in_zone on edge_rules (zone_id, hostname);
create index edge_rules_pending on edge_rules (pending_revision) where pending_revision is not null;

-- Server certificates somebody uploaded for a zone's hostnames.
create table custom_certificate (
    id               text not null primary key,
    zone_id          text not null references zone (id),
    type             text not null check (type in ('legacy_custom', 'sni_custom')),
    bundle_method    text not null check (bundle_method in ('ubiquitous', 'optimal', 'force')),
    -- The chain as PEM text, normalised, leaf first.
    certificates     text not null,
    -- The leaf's DNS names, in its order, one a line.
    hosts            text not null,
    -- Those that lie in the zone, as patterns, one a line: where edges show it.
    patterns         text not null,
    -- Of the leaf: issuer name, signature algorithm.
    issuer           text not null,
    signature        text not null,
    -- The sealed key, whose id edges know the certificate by; null once it is on its way out.
    key_id           text,
    uploaded_on      bigint not null,
    modified_on      bigint not null,
    expires_on       bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
);

create index custom_certificate_in_zone on custom_certificate (zone_id, uploaded_on, id);
create index custom_certificate_pending on custom_certificate (pending_revision) where pending_revision is not null;

-- Server certificates of the local CA, one for each routed hostname.
create table local_certificate (
    hostname    ${sorted} not null primary key,
    zone_id     text not null references zone (id),
    certificate ${blob} not null,
    -- The sealed key, whose id edges know the certificate by.
    key_id      text not null,
    made_on     bigint not null,
    expires_on  bigint not null
);

create index local_certificate_in_zone on local_certificate (zone_id);
create index local_certificate_ending on local_certificate (expires_on);
