-- Assertions that have signed somebody in, for as long as somebody might believe them again.
create table saml_assertion_used (
    provider_id text not null,
    -- Lower-case hex SHA-256 of the assertion's id.
    name        text not null,
    expires_on  bigint not null,
    primary key (provider_id, name)
);

create index saml_assertion_used_expired on saml_assertion_used (expires_on);
