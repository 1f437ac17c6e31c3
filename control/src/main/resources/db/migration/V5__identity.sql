-- Who signs people in to an account's applications: organizations, identity providers, what their assertions are encrypted to,
-- and the keys Access signs its tokens with.

-- An account's Zero Trust organization; at most one each.
create table access_organization (
    account_id  text not null primary key references account (id),
    name        ${sorted} not null,
    -- Where people sign in, lower case: one organization's in the whole house.
    auth_domain ${sorted} not null,
    -- JSON object: the switches as they were validated, without name and auth_domain.
    settings    text not null,
    created_on  bigint not null,
    updated_on  bigint not null
);

create unique index access_organization_auth_domain on access_organization (auth_domain);

-- From when on a person's older Access tokens are worth nothing.
create table access_user_revocation (
    account_id text not null references account (id),
    -- Lower case.
    email      ${sorted} not null,
    revoked_on bigint not null,
    primary key (account_id, email)
);

-- What SAML identity providers encrypt assertions to. A set keeps its id while its certificates come and go.
create table saml_certificate_set (
    id         text not null primary key,
    account_id text not null references account (id),
    created_on bigint not null,
    updated_on bigint not null
);

create index saml_certificate_set_of_account on saml_certificate_set (account_id, created_on, id);

create table saml_certificate (
    id          text not null primary key,
    set_id      text not null references saml_certificate_set (id),
    -- 1 for what providers are to use, 0 for the one before it.
    is_current  smallint not null check (is_current in (0, 1)),
    certificate ${blob} not null,
    key_id      text not null references ca_key (id),
    not_after   bigint not null
);

-- One current and one previous certificate, never more.
create unique index saml_certificate_place on saml_certificate (set_id, is_current);
create index saml_certificate_due on saml_certificate (not_after) where is_current = 1;

create table identity_provider (
    id                      text not null primary key,
    account_id              text not null references account (id),
    name                    ${sorted} not null,
    type                    text not null,
    -- JSON object as it was validated; never a secret.
    config                  text not null,
    -- The client secret under the account's data key, bound to this row's id; null where the provider has none.
    client_secret           ${blob},
    saml_certificate_set_id text references saml_certificate_set (id),
    -- JSON object; null where nobody ever sent one.
    scim_config             text,
    scim_enabled            smallint not null check (scim_enabled in (0, 1)),
    -- Lower-case hex SHA-256 of the token SCIM clients show; null before SCIM was first enabled.
    scim_secret_hash        text,
    created_on              bigint not null,
    updated_on              bigint not null
);

create index identity_provider_of_account on identity_provider (account_id, created_on, id);
-- One login by e-mailed code is all an account can use.
create unique index identity_provider_onetimepin on identity_provider (account_id) where type = 'onetimepin';
create index identity_provider_of_set on identity_provider (saml_certificate_set_id)
    where saml_certificate_set_id is not null;

-- How often an account's signing key changes.
create table access_key_configuration (
    account_id             text not null primary key references account (id),
    rotation_interval_days smallint not null check (rotation_interval_days between 21 and 365)
);

-- The keys Access tokens are signed with (RS256). A retired one keeps its public half until no token of its time is valid.
create table access_signing_key (
    id          text not null primary key,
    account_id  text not null references account (id),
    -- DER SubjectPublicKeyInfo.
    spki        ${blob} not null,
    -- Null once it is retired: the private half is destroyed in the transaction that retires it.
    key_id      text references ca_key (id),
    made_on     bigint not null,
    -- Null while it is the one that signs.
    valid_until bigint
);

create unique index access_signing_key_current on access_signing_key (account_id) where valid_until is null;
create index access_signing_key_retired on access_signing_key (account_id, valid_until) where valid_until is not null;
