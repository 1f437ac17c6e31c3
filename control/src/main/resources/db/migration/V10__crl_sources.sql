-- Where the revocation lists of uploaded CAs are fetched from.
create table crl_source (
    -- The certificate's id, and whose it is.
    authority_id  text not null,
    account_id    text not null references account (id),
    family        text not null check (family in ('mtls', 'access')),
    url           text not null,
    next_fetch_on bigint not null,
    -- Why the last fetch brought nothing, as a sentence; null if it did.
    failure       text,
    primary key (authority_id, url)
);

create index crl_source_due on crl_source (next_fetch_on);
