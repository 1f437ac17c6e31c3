-- Everything of a person revoked at once: client certificates, SSH certificates, sessions and tokens.
create table identity_revocation (
    id                  text not null primary key,
    account_id          text not null references account (id),
    -- Lower case.
    email               ${sorted} not null,
    -- How many were good until then.
    client_certificates bigint not null,
    ssh_certificates    bigint not null,
    revoked_on          bigint not null,
    status              text not null check (status in ('pending_revocation', 'revoked')),
    -- The trust revision that told edges; the pending status ends when every edge has applied it (DESIGN 4.3).
    revision            bigint not null
);

create index identity_revocation_of_person on identity_revocation (account_id, email, revision);
create index identity_revocation_pending on identity_revocation (revision) where status = 'pending_revocation';
