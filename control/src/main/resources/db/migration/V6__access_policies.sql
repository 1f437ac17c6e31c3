-- Access policies, groups and service tokens, as objects; who they let in is judged by the access role.

-- Reusable groups of rules.
create table access_group (
    id         text not null primary key,
    account_id text not null references account (id),
    name       ${sorted} not null,
    is_default smallint not null check (is_default in (0, 1)),
    -- JSON object of three arrays: include, require, exclude; each rule in the words it was written in.
    rules      text not null,
    created_on bigint not null,
    updated_on bigint not null
);

create index access_group_of_account on access_group (account_id, created_on);

-- Policies: reusable ones of the account, and those that belong to one application alone.
create table access_policy (
    id             text not null primary key,
    account_id     text not null references account (id),
    -- The application it belongs to; null for a reusable one. The application deletes its own before it goes.
    application_id text,
    name           ${sorted} not null,
    decision       text not null check (decision in ('allow', 'deny', 'non_identity', 'bypass')),
    rules          text not null,
    -- JSON object of the other members, as validated and in the words they were written in.
    options        text not null,
    created_on     bigint not null,
    updated_on     bigint not null
);

create index access_policy_of_account on access_policy (account_id, created_on);

-- Which policies an application has, its own and reusable ones, and the order they are asked in.
create table access_policy_binding (
    application_id text not null,
    policy_id      text not null references access_policy (id),
    precedence     bigint not null,
    primary key (application_id, policy_id)
);

create unique index access_policy_binding_precedence on access_policy_binding (application_id, precedence);
create index access_policy_binding_of_policy on access_policy_binding (policy_id);

-- What rules name, so that nothing is deleted that a rule still means.
create table access_rule_reference (
    owner_kind  text not null check (owner_kind in ('policy', 'group')),
    owner_id    text not null,
    target_kind text not null check (target_kind in ('group', 'service_token', 'identity_provider', 'application')),
    target_id   text not null,
    primary key (owner_kind, owner_id, target_kind, target_id)
);

create index access_rule_reference_of_target on access_rule_reference (target_kind, target_id);

-- Tokens machines show instead of signing in. The secret is shown once and never stored.
create table access_service_token (
    id                  text not null primary key,
    account_id          text not null references account (id),
    name                ${sorted} not null,
    client_id           text not null,
    -- Lower-case hex SHA-256 of the secret.
    secret_hash         text not null,
    -- Counts the secrets; a caller that asks for a higher one asks for a new secret.
    secret_version      bigint not null,
    -- The secret before this one, and until when it is still accepted.
    previous_hash       text,
    previous_expires_on bigint,
    -- As it was written; 'forever' for a token that does not expire.
    duration            text not null,
    -- Null for a token that does not expire.
    expires_on          bigint,
    enabled             smallint not null check (enabled in (0, 1)),
    last_seen_on        bigint,
    created_on          bigint not null,
    updated_on          bigint not null
);

create unique index access_service_token_client on access_service_token (client_id);
create index access_service_token_of_account on access_service_token (account_id, created_on);
