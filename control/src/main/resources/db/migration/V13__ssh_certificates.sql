-- The SSH certificates that have not expired, or not long ago: what the revocation lists of their CAs are made from.
create table ssh_certificate (
    -- The application's SSH CA or the gateway CA that signed it; it may be gone.
    ca_id       text not null,
    -- 16 lower-case hex digits, the number's 64 bits.
    serial      text not null,
    -- 32 lower-case hex digits.
    key_id      text not null,
    account_id  text not null references account (id),
    -- Lower case.
    email       text not null,
    principal   text not null,
    valid_until bigint not null,
    -- Null while it is good.
    revoked_on  bigint,
    primary key (ca_id, serial)
);

create unique index ssh_certificate_key_id on ssh_certificate (key_id);
create index ssh_certificate_of_person on ssh_certificate (account_id, email);
create index ssh_certificate_end on ssh_certificate (valid_until);
create index ssh_certificate_revoked on ssh_certificate (ca_id) where revoked_on is not null;

-- How often the revocation list of an SSH CA has changed; no row where it never named anybody.
create table ssh_krl (
    ca_id      text not null primary key,
    -- Only grows: the last one plus one, or the Unix time in seconds if that is more.
    number     bigint not null,
    changed_on bigint not null
);
