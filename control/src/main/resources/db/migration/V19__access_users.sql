-- The people who signed in to Access, and whose a session is.

create table access_user (
    account_id    text not null references account (id),
    -- The same for the same address, whoever vouches for it; tokens call it sub.
    id            text not null,
    -- Lower case.
    email         ${sorted} not null,
    -- For people; empty where no provider said.
    name          text not null,
    -- JSON object: what was known of them when they last came, as get-identity shows it; never a token.
    identity      text not null,
    created_on    bigint not null,
    updated_on    bigint not null,
    -- When they were last let in to an application; null if they never were.
    last_login_on bigint,
    primary key (account_id, id)
);

create index access_user_made on access_user (account_id, created_on, id);
create index access_user_idle on access_user (updated_on);

create index access_request_of_person on access_request (account_id, email, created_on);

-- Whose session it is; null for what is no session, and for sessions begun before this column was there.
alter table access_once add column user_id text;

create index access_once_of_user on access_once (account_id, user_id) where user_id is not null;
