-- The OCSP responders of uploaded CAs: whoever comes with a certificate of such a CA is let in on its responder's word only.
create table uploaded_ocsp_responder (
    -- The certificate's id, and whose it is.
    authority_id text not null primary key,
    account_id   text not null references account (id),
    family       text not null check (family in ('mtls', 'access')),
    -- Null: the one each certificate names.
    url          text,
    created_on   bigint not null,
    -- Why a question brought no answer last, as a sentence, and when; null if none failed.
    failure      text,
    failed_on    bigint
);

-- What the responders said of the certificates that came. One that nobody comes with any more goes.
create table uploaded_ocsp_answer (
    authority_id text not null,
    -- Lower-case hex, without leading zeros.
    serial       text not null,
    -- The certificate itself, DER, to ask about it again, and the fingerprint of the client that came with it: the same, or one below it.
    certificate  ${blob} not null,
    client       text not null,
    status       text not null check (status in ('good', 'revoked', 'unknown')),
    this_update  bigint not null,
    next_update  bigint not null,
    next_ask_on  bigint not null,
    wanted_on    bigint not null,
    primary key (authority_id, serial)
);

create index uploaded_ocsp_answer_due on uploaded_ocsp_answer (next_ask_on);
create index uploaded_ocsp_answer_client on uploaded_ocsp_answer (client);
