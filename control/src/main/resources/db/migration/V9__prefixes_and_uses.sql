-- Edges know a revoked leaf by the first eight octets of its serial number, so no two leaves of a CA share them
-- (docs/adr/0005-ids-that-grow.md).
drop index client_certificate_serial;
create unique index client_certificate_serial on client_certificate (substr(serial, 1, 8), ca_id);

-- Lower-case hex SHA-256 of the chain's DER, to find the same certificate among the account's mTLS certificates.
alter table custom_certificate add column digest text not null default '';
create index custom_certificate_digest on custom_certificate (digest);
create index access_certificate_digest on access_certificate (digest);

-- The newest revocation list of an uploaded CA, for API Shield or Access, from each place it publishes at.
create table uploaded_crl (
    -- The certificate's id.
    authority_id text not null,
    -- The addresses the list says it is published at, one a line; empty if it does not say.
    place        text not null,
    crl          ${blob} not null,
    received_on  bigint not null,
    primary key (authority_id, place)
);
