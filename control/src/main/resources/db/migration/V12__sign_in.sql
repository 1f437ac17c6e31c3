-- People who sign in to Access: what is under way, what may be redeemed once, and who came.

-- What somebody may come back for until it expires. Whoever reads this table can redeem nothing: a row is found by the hash of a
-- random word that is in the caller's hands only.
create table access_once (
    -- What it is for: a sign-in under way, a code for an application, an identity, a token on its way to a command line.
    kind       text not null,
    -- Lower-case hex SHA-256 of the word.
    name       text not null,
    account_id text not null references account (id),
    -- JSON object; never a token or a PIN.
    value      text not null,
    expires_on bigint not null,
    primary key (kind, name)
);

create index access_once_expired on access_once (expires_on);

-- Every sign-in, whether it ended well or not.
create table access_request (
    id             text not null primary key,
    account_id     text not null references account (id),
    created_on     bigint not null,
    -- The provider's type: onetimepin, oidc, saml.
    connection     text not null,
    -- Lower case; empty where the provider vouched for nobody.
    email          ${sorted} not null,
    application_id text,
    host           text not null,
    ip_address     text not null,
    ray_id         text not null,
    allowed        smallint not null check (allowed in (0, 1)),
    -- Why not, for people; empty where they were let in.
    reason         text not null
);

create index access_request_of_account on access_request (account_id, created_on, id);
