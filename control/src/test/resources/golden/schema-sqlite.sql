CREATE TABLE access_application (
    id                text not null primary key,
    account_id        text not null references account (id),
    -- The zone that holds every one of its domains, whose path shows it; null where there is none, or more than one.
    zone_id           text references zone (id),
    -- Counts up in the account in the order made, with gaps where one is gone.
    ordinal           bigint not null,
    type              text not null,
    name              text not null,
    -- As the caller spelled it; empty where the type has none.
    domain            text not null,
    -- 64 lower-case hex digits, the audience of the tokens issued for it.
    aud               text not null,
    -- JSON object of the other members, as validated and in the caller's order.
    members           text not null,
    created_on        bigint not null,
    updated_on        bigint not null,
    -- Tokens issued before are no good.
    tokens_revoked_on bigint
);

CREATE UNIQUE INDEX access_application_aud on access_application (aud);

CREATE INDEX access_application_of_zone on access_application (zone_id, ordinal) where zone_id is not null;

CREATE UNIQUE INDEX access_application_order on access_application (account_id, ordinal);

CREATE UNIQUE INDEX access_application_single on access_application (account_id, type)
    where type in ('app_launcher', 'warp', 'biso');

CREATE TABLE access_application_domain (
    application_id text not null references access_application (id),
    account_id     text not null,
    zone_id        text not null references zone (id),
    -- Host and path as they are compared: host in lower case, no trailing dot or slash.
    location       text not null,
    primary key (application_id, location)
);

CREATE INDEX access_application_domain_of_zone on access_application_domain (zone_id);

CREATE UNIQUE INDEX access_application_domain_once on access_application_domain (account_id, location);

CREATE TABLE access_application_idp (
    application_id text not null references access_application (id),
    provider_id    text not null,
    primary key (application_id, provider_id)
);

CREATE INDEX access_application_idp_of_provider on access_application_idp (provider_id);

CREATE TABLE access_certificate (
    id           text not null primary key,
    account_id   text not null references account (id),
    name         text not null,
    -- The bundle as PEM text, normalised, the most specific first. Never shown again.
    certificates text not null,
    -- Lower-case hex SHA-256 of the bundle's DER, to find a duplicate.
    digest       text not null,
    -- Of the first certificate, as it is shown: 'MD5 Fingerprint=AA:BB…'. A label, never for trust.
    fingerprint  text not null,
    created_on   bigint not null,
    updated_on   bigint not null,
    expires_on   bigint not null,
    -- A tombstone: edges may still have to hear that its hostnames were released.
    deleted_on   bigint
);

CREATE INDEX access_certificate_digest on access_certificate (digest);

CREATE UNIQUE INDEX access_certificate_live_bundle on access_certificate (account_id, digest) where deleted_on is null;

CREATE INDEX access_certificate_of_account on access_certificate (account_id, created_on, id);

CREATE TABLE access_certificate_hostname (
    certificate_id   text not null references access_certificate (id),
    hostname         text not null,
    -- The zone the hostname lay in when it was bound.
    zone_id          text not null references zone (id),
    -- The order the caller gave; answers keep it.
    position         bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint,
    primary key (certificate_id, hostname)
);

CREATE INDEX access_certificate_hostname_in_zone on access_certificate_hostname (zone_id);

CREATE INDEX access_certificate_hostname_pending
    on access_certificate_hostname (pending_revision) where pending_revision is not null;

CREATE TABLE access_gateway_ca (
    id         text not null primary key,
    account_id text not null references account (id),
    public_key text not null,
    key_id     text not null references ca_key (id),
    created_on bigint not null
);

CREATE UNIQUE INDEX access_gateway_ca_of_account on access_gateway_ca (account_id);

CREATE TABLE access_group (
    id         text not null primary key,
    account_id text not null references account (id),
    name       text not null,
    is_default smallint not null check (is_default in (0, 1)),
    -- JSON object of three arrays: include, require, exclude; each rule in the words it was written in.
    rules      text not null,
    created_on bigint not null,
    updated_on bigint not null
);

CREATE INDEX access_group_of_account on access_group (account_id, created_on);

CREATE TABLE access_hostname_setting (
    account_id                    text not null references account (id),
    hostname                      text not null,
    -- The zone the hostname lay in when it was set.
    zone_id                       text not null references zone (id),
    position                      bigint not null,
    china_network                 smallint not null check (china_network in (0, 1)),
    client_certificate_forwarding smallint not null check (client_certificate_forwarding in (0, 1)),
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint,
    primary key (account_id, hostname)
);

CREATE INDEX access_hostname_setting_in_zone on access_hostname_setting (zone_id);

CREATE INDEX access_hostname_setting_pending
    on access_hostname_setting (pending_revision) where pending_revision is not null;

CREATE TABLE access_key_configuration (
    account_id             text not null primary key references account (id),
    rotation_interval_days smallint not null check (rotation_interval_days between 21 and 365)
);

CREATE TABLE access_list_block (
    list     text not null check (list in ('account_applications', 'zone_applications', 'account_ssh_cas', 'zone_ssh_cas')),
    -- The account or the zone whose list it is.
    owner_id text not null,
    block    bigint not null,
    n        bigint not null check (n >= 0),
    primary key (list, owner_id, block)
);

CREATE TABLE access_once (
    -- What it is for: a sign-in under way, a code for an application, an identity, a token on its way to a command line.
    kind       text not null,
    -- Lower-case hex SHA-256 of the word.
    name       text not null,
    account_id text not null references account (id),
    -- JSON object; never a token or a PIN.
    value      text not null,
    expires_on bigint not null, user_id text,
    primary key (kind, name)
);

CREATE INDEX access_once_expired on access_once (expires_on);

CREATE INDEX access_once_of_user on access_once (account_id, user_id) where user_id is not null;

CREATE TABLE access_ordinal (
    account_id text not null primary key,
    last       bigint not null check (last >= 0)
);

CREATE TABLE access_organization (
    account_id  text not null primary key references account (id),
    name        text not null,
    -- Where people sign in, lower case: one organization's in the whole house.
    auth_domain text not null,
    -- JSON object: the switches as they were validated, without name and auth_domain.
    settings    text not null,
    created_on  bigint not null,
    updated_on  bigint not null
);

CREATE UNIQUE INDEX access_organization_auth_domain on access_organization (auth_domain);

CREATE TABLE access_policy (
    id             text not null primary key,
    account_id     text not null references account (id),
    -- The application it belongs to; null for a reusable one. The application deletes its own before it goes.
    application_id text,
    name           text not null,
    decision       text not null check (decision in ('allow', 'deny', 'non_identity', 'bypass')),
    rules          text not null,
    -- JSON object of the other members, as validated and in the words they were written in.
    options        text not null,
    created_on     bigint not null,
    updated_on     bigint not null
);

CREATE INDEX access_policy_of_account on access_policy (account_id, created_on);

CREATE TABLE access_policy_binding (
    application_id text not null,
    policy_id      text not null references access_policy (id),
    precedence     bigint not null,
    primary key (application_id, policy_id)
);

CREATE INDEX access_policy_binding_of_policy on access_policy_binding (policy_id);

CREATE UNIQUE INDEX access_policy_binding_precedence on access_policy_binding (application_id, precedence);

CREATE TABLE access_request (
    id             text not null primary key,
    account_id     text not null references account (id),
    created_on     bigint not null,
    -- The provider's type: onetimepin, oidc, saml.
    connection     text not null,
    -- Lower case; empty where the provider vouched for nobody.
    email          text not null,
    application_id text,
    host           text not null,
    ip_address     text not null,
    ray_id         text not null,
    allowed        smallint not null check (allowed in (0, 1)),
    -- Why not, for people; empty where they were let in.
    reason         text not null
);

CREATE INDEX access_request_of_account on access_request (account_id, created_on, id);

CREATE INDEX access_request_of_person on access_request (account_id, email, created_on);

CREATE TABLE access_rule_reference (
    owner_kind  text not null check (owner_kind in ('policy', 'group')),
    owner_id    text not null,
    target_kind text not null check (target_kind in ('group', 'service_token', 'identity_provider', 'application')),
    target_id   text not null,
    primary key (owner_kind, owner_id, target_kind, target_id)
);

CREATE INDEX access_rule_reference_of_target on access_rule_reference (target_kind, target_id);

CREATE TABLE access_service_token (
    id                  text not null primary key,
    account_id          text not null references account (id),
    name                text not null,
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

CREATE UNIQUE INDEX access_service_token_client on access_service_token (client_id);

CREATE INDEX access_service_token_of_account on access_service_token (account_id, created_on);

CREATE TABLE access_signing_key (
    id          text not null primary key,
    account_id  text not null references account (id),
    -- DER SubjectPublicKeyInfo.
    spki        blob not null,
    -- Null once it is retired: the private half is destroyed in the transaction that retires it.
    key_id      text references ca_key (id),
    made_on     bigint not null,
    -- Null while it is the one that signs.
    valid_until bigint
, certificate blob);

CREATE UNIQUE INDEX access_signing_key_current on access_signing_key (account_id) where valid_until is null;

CREATE INDEX access_signing_key_retired on access_signing_key (account_id, valid_until) where valid_until is not null;

CREATE TABLE access_ssh_ca (
    -- 48 lower-case hex digits.
    id             text not null primary key,
    application_id text not null references access_application (id),
    account_id     text not null references account (id),
    -- The application's own, kept here so that a zone's list is one range of an index.
    zone_id        text references zone (id),
    aud            text not null,
    ordinal        bigint not null,
    -- One line of an authorized_keys file.
    public_key     text not null,
    key_id         text not null references ca_key (id),
    created_on     bigint not null
);

CREATE UNIQUE INDEX access_ssh_ca_of_application on access_ssh_ca (application_id);

CREATE INDEX access_ssh_ca_of_zone on access_ssh_ca (zone_id, ordinal) where zone_id is not null;

CREATE UNIQUE INDEX access_ssh_ca_order on access_ssh_ca (account_id, ordinal);

CREATE TABLE access_user (
    account_id    text not null references account (id),
    -- The same for the same address, whoever vouches for it; tokens call it sub.
    id            text not null,
    -- Lower case.
    email         text not null,
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

CREATE INDEX access_user_idle on access_user (updated_on);

CREATE INDEX access_user_made on access_user (account_id, created_on, id);

CREATE TABLE access_user_revocation (
    account_id text not null references account (id),
    -- Lower case.
    email      text not null,
    revoked_on bigint not null,
    primary key (account_id, email)
);

CREATE TABLE account (
    id         text not null primary key,
    name       text not null,
    type       text not null check (type in ('standard', 'enterprise')),
    -- The account's settings object as the API shows it.
    settings   text not null,
    created_on bigint not null,
    -- A tombstone: the certificates issued here outlive the account.
    deleted_on bigint
);

CREATE TABLE api_token (
    id           text not null primary key,
    owner_kind   text not null check (owner_kind in ('user', 'account')),
    -- An app_user or an account, as owner_kind says.
    owner_id     text not null,
    name         text not null,
    -- Lower-case hex SHA-256 of the token's value.
    value_hash   text not null,
    status       text not null check (status in ('active', 'disabled')),
    -- JSON array of policies, as validated when it was written.
    policies     text not null,
    -- JSON object, for example request_ip; null where the token has no condition.
    condition    text,
    not_before   bigint,
    expires_on   bigint,
    issued_on    bigint not null,
    modified_on  bigint not null,
    -- Coarse on purpose: written at most once a few minutes per token.
    last_used_on bigint
);

CREATE INDEX api_token_of_owner on api_token (owner_kind, owner_id);

CREATE UNIQUE INDEX api_token_value on api_token (value_hash);

CREATE TABLE app_user (
    id              text not null primary key,
    email           text not null,
    first_name      text,
    last_name       text,
    country         text,
    telephone       text,
    zipcode         text,
    -- SHA-256 of the legacy API key (X-Auth-Key); null unless the house was started with one.
    legacy_key_hash text,
    created_on      bigint not null
);

CREATE UNIQUE INDEX app_user_email on app_user (lower(email));

CREATE TABLE audit_log (
    -- Counts up in the order written; entries of one commit are neighbours.
    ordinal        integer not null primary key autoincrement,
    at             bigint not null,
    account_id     text,
    zone_id        text,
    actor_kind     text not null,
    -- The credentials, and the user or account whose power they carry.
    actor_id       text,
    actor_owner_id text,
    actor_name     text,
    actor_ip       text,
    action         text not null,
    outcome        text not null,
    object_type    text not null,
    object_id      text,
    request_id     text,
    -- JSON object; never a secret, never a whole certificate.
    details        text
);

CREATE TRIGGER audit_log_no_delete before delete on audit_log
begin
    select raise(abort, 'audit_log is append-only');
end;

CREATE TRIGGER audit_log_no_update before update on audit_log
begin
    select raise(abort, 'audit_log is append-only');
end;

CREATE INDEX audit_log_of_account on audit_log (account_id, at);

CREATE INDEX audit_log_of_user on audit_log (actor_owner_id, at) where account_id is null;

CREATE TABLE ca_key (
    id         text not null primary key,
    account_id text not null references account (id),
    -- What the key may be used for; bound into the seal, so a row moved to another purpose does not open.
    purpose    text not null,
    algorithm  text not null,
    -- DER SubjectPublicKeyInfo, to prove that key and certificate belong together without opening the seal.
    spki       blob not null,
    sealed     blob not null
);

CREATE INDEX ca_key_of_account on ca_key (account_id);

CREATE TABLE client_certificate (
    -- The 32 hex digits of the API, as 16 bytes.
    id               blob not null primary key,
    zone_id          text not null,
    -- Dense per zone, 1, 2, 3 … in the order issued: page p is ordinals (p-1)n+1 … pn.
    ordinal          bigint not null,
    ca_id            text not null,
    -- Big-endian magnitude of the serial number, without a sign byte.
    serial           blob not null,
    -- 1 active, 2 pending_revocation, 3 revoked, 4 pending_reactivation.
    status           smallint not null check (status between 1 and 4),
    -- DER. The PEM is made from it again when asked for.
    certificate      blob not null,
    csr              blob not null,
    -- The request's text, only where it is not the canonical PEM of csr.
    csr_text         text,
    validity_days    bigint not null,
    issued_on        bigint not null,
    expires_on       bigint not null,
    -- The partition named in the certificate's CRL distribution point.
    crl_partition    bigint not null,
    -- When it last left active; null while active.
    revoked_at       bigint,
    -- The trust revision that ends the pending status (DESIGN 4.3).
    pending_revision bigint
, status_revision bigint);

CREATE UNIQUE INDEX client_certificate_ordinal_in_zone on client_certificate (zone_id, ordinal);

CREATE INDEX client_certificate_pending on client_certificate (pending_revision) where pending_revision is not null;

CREATE INDEX client_certificate_revoked
    on client_certificate (ca_id, crl_partition, serial, revoked_at) where status <> 1;

CREATE UNIQUE INDEX client_certificate_serial on client_certificate (substr(serial, 1, 8), ca_id);

CREATE INDEX client_certificate_status on client_certificate (zone_id, status, ordinal);

CREATE TABLE client_certificate_block (
    zone_id text not null,
    status  smallint not null,
    level   smallint not null check (level in (1, 2)),
    -- (ordinal - 1) divided by the block size of the level.
    block   bigint not null,
    n       bigint not null check (n >= 0),
    primary key (zone_id, status, level, block)
);

CREATE TABLE client_certificate_ordinal (
    zone_id text not null primary key,
    last    bigint not null check (last >= 0),
    -- 1 once the zone became a tombstone: nothing more is issued there.
    closed  smallint not null check (closed in (0, 1))
);

CREATE TABLE crl (
    ca_id               text not null,
    number_of_partition bigint not null,
    this_update         bigint not null,
    next_update         bigint not null,
    der                 blob not null,
    primary key (ca_id, number_of_partition)
);

CREATE INDEX crl_stale on crl (next_update);

CREATE TABLE crl_partition (
    ca_id               text not null,
    number_of_partition bigint not null,
    -- Certificates that name this partition.
    issued              bigint not null,
    -- Counts up with every change of what the list must say …
    changed_revision    bigint not null,
    -- … and which of those changes the stored list contains.
    built_revision      bigint not null,
    -- max(last + 1, Unix seconds), RFC 5280 section 5.2.3; zero before the first list.
    crl_number          bigint not null,
    primary key (ca_id, number_of_partition)
);

CREATE TABLE crl_source (
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

CREATE INDEX crl_source_due on crl_source (next_fetch_on);

CREATE TABLE custom_certificate (
    id               text not null primary key,
    zone_id          text not null references zone (id),
    type             text not null check (type in ('legacy_custom', 'sni_custom')),
    bundle_method    text not null check (bundle_method in ('ubiquitous', 'optimal', 'force')),
    -- The chain as PEM text, normalised, leaf first.
    certificates     text not null,
    -- The leaf's DNS names, in its order, one a line.
    hosts            text not null,
    -- Those that lie in the zone, as patterns, one a line: where edges show it.
    patterns         text not null,
    -- Of the leaf: issuer name, signature algorithm.
    issuer           text not null,
    signature        text not null,
    -- The sealed key, whose id edges know the certificate by; null once it is on its way out.
    key_id           text,
    uploaded_on      bigint not null,
    modified_on      bigint not null,
    expires_on       bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
, digest text not null default '');

CREATE INDEX custom_certificate_digest on custom_certificate (digest);

CREATE INDEX custom_certificate_in_zone on custom_certificate (zone_id, uploaded_on, id);

CREATE INDEX custom_certificate_pending on custom_certificate (pending_revision) where pending_revision is not null;

CREATE TABLE data_key (
    account_id text not null primary key,
    seal_id    text not null,
    wrapped    blob not null
);

CREATE TABLE edge (
    id               text not null primary key,
    name             text not null,
    -- Which network it serves, such as china; empty for the one everybody has.
    network          text not null,
    -- Where it listens for clients, as it says itself.
    address          text not null,
    joined_on        bigint not null,
    -- joined: it never held a lease, and none waits for it. leased: it may hold one. fenced: it is given none any more, but
    -- may hold one still. lost: whatever it held has ended, and none waits for it until it has caught up.
    standing         text not null check (standing in ('joined', 'leased', 'fenced', 'lost')),
    -- Counts up with every fencing: who declares an edge lost means the fencing it waited for.
    fencings         bigint not null,
    -- Why it was fenced, as a sentence; null while it is not.
    reason           text,
    -- The process of the edge that last came: a lease does not outlive it.
    instance         text,
    applied_lineage  text,
    applied_revision bigint,
    last_heard_on    bigint
, handover text check (handover in ('awaited', 'told')));

CREATE INDEX edge_standing on edge (standing);

CREATE TABLE edge_receipt (
    edge_id         text not null,
    revision        bigint not null,
    outcome         text not null check (outcome in ('applied', 'refused')),
    digest          text,
    connections_cut bigint not null,
    took_micros     bigint not null,
    -- Why it was refused; null where it was applied.
    reason          text,
    at              bigint not null,
    primary key (edge_id, revision)
);

CREATE INDEX edge_receipt_revision on edge_receipt (revision);

CREATE TABLE edge_route (
    hostname         text not null primary key,
    zone_id          text not null references zone (id),
    origin           text not null,
    created_on       bigint not null,
    modified_on      bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
);

CREATE INDEX edge_route_in_zone on edge_route (zone_id, hostname);

CREATE INDEX edge_route_pending on edge_route (pending_revision) where pending_revision is not null;

CREATE TABLE edge_rules (
    hostname         text not null primary key,
    zone_id          text not null references zone (id),
    mode             text not null check (mode in ('enforce', 'log')),
    -- For how long revocation data of uploaded CAs may be past its next update; 0 is strict.
    grace_hours      bigint not null,
    cert_headers     smallint not null check (cert_headers in (0, 1)),
    created_on       bigint not null,
    modified_on      bigint not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint
);

CREATE INDEX edge_rules_in_zone on edge_rules (zone_id, hostname);

CREATE INDEX edge_rules_pending on edge_rules (pending_revision) where pending_revision is not null;

CREATE TABLE forgotten_leaf (
    ca_id  text not null,
    -- The first eight octets of the serial number, as a signed number.
    prefix bigint not null,
    primary key (ca_id, prefix)
);

CREATE TABLE hostname_association (
    zone_id          text not null references zone (id),
    -- 'managed', or the id of an mTLS certificate.
    authority        text not null,
    -- The order the caller gave; answers keep it.
    position         bigint not null,
    hostname         text not null,
    status           text not null check (status in ('active', 'pending_deployment', 'pending_deletion')),
    pending_revision bigint,
    primary key (zone_id, authority, hostname)
);

CREATE INDEX hostname_association_of_authority on hostname_association (authority);

CREATE INDEX hostname_association_pending on hostname_association (pending_revision) where pending_revision is not null;

CREATE TABLE identity_provider (
    id                      text not null primary key,
    account_id              text not null references account (id),
    name                    text not null,
    type                    text not null,
    -- JSON object as it was validated; never a secret.
    config                  text not null,
    -- The client secret under the account's data key, bound to this row's id; null where the provider has none.
    client_secret           blob,
    saml_certificate_set_id text references saml_certificate_set (id),
    -- JSON object; null where nobody ever sent one.
    scim_config             text,
    scim_enabled            smallint not null check (scim_enabled in (0, 1)),
    -- Lower-case hex SHA-256 of the token SCIM clients show; null before SCIM was first enabled.
    scim_secret_hash        text,
    created_on              bigint not null,
    updated_on              bigint not null
);

CREATE INDEX identity_provider_of_account on identity_provider (account_id, created_on, id);

CREATE INDEX identity_provider_of_set on identity_provider (saml_certificate_set_id)
    where saml_certificate_set_id is not null;

CREATE UNIQUE INDEX identity_provider_onetimepin on identity_provider (account_id) where type = 'onetimepin';

CREATE TABLE identity_revocation (
    id                  text not null primary key,
    account_id          text not null references account (id),
    -- Lower case.
    email               text not null,
    -- How many were good until then.
    client_certificates bigint not null,
    ssh_certificates    bigint not null,
    revoked_on          bigint not null,
    status              text not null check (status in ('pending_revocation', 'revoked')),
    -- The trust revision that told edges; the pending status ends when every edge has applied it (DESIGN 4.3).
    revision            bigint not null
);

CREATE INDEX identity_revocation_of_person on identity_revocation (account_id, email, revision);

CREATE INDEX identity_revocation_pending on identity_revocation (revision) where status = 'pending_revocation';

CREATE TABLE join_token (
    -- Lower-case hex SHA-256 of the secret.
    hash       text not null primary key,
    name       text not null,
    created_on bigint not null,
    expires_on bigint not null,
    used_by    text
);

CREATE TABLE local_certificate (
    hostname    text not null primary key,
    zone_id     text not null references zone (id),
    certificate blob not null,
    -- The sealed key, whose id edges know the certificate by.
    key_id      text not null,
    made_on     bigint not null,
    expires_on  bigint not null
);

CREATE INDEX local_certificate_ending on local_certificate (expires_on);

CREATE INDEX local_certificate_in_zone on local_certificate (zone_id);

CREATE TABLE managed_ca (
    id             text not null primary key,
    account_id     text not null references account (id),
    role           text not null check (role in ('root', 'issuing')),
    -- The CA that signed this one; null for a root.
    issuer_id      text references managed_ca (id),
    certificate    blob not null,
    key_id         text not null references ca_key (id),
    -- The base of the CRL, OCSP and AIA URLs written into its certificates; fixed at creation (DESIGN 4.11).
    base_url       text not null,
    -- The CRL partition new certificates name.
    open_partition bigint not null,
    created_on     bigint not null,
    -- Set when a successor took over; it still answers for what it issued.
    retired_on     bigint
);

CREATE UNIQUE INDEX managed_ca_in_use on managed_ca (account_id, role) where retired_on is null;

CREATE TABLE membership (
    id         text not null primary key,
    user_id    text not null references app_user (id),
    account_id text not null references account (id),
    status     text not null check (status in ('accepted', 'pending', 'rejected'))
);

CREATE INDEX membership_of_account on membership (account_id);

CREATE UNIQUE INDEX membership_of_user on membership (user_id, account_id);

CREATE TABLE mtls_certificate (
    id           text not null primary key,
    account_id   text not null references account (id),
    name         text not null,
    is_ca        smallint not null check (is_ca in (0, 1)),
    type         text not null check (type in ('custom', 'gateway_managed', 'access_managed')),
    -- The bundle as PEM text, normalised, leaf first.
    certificates text not null,
    -- Lower-case hex SHA-256 of the bundle's DER, to find a duplicate.
    fingerprint  text not null,
    -- Of the first certificate: decimal serial, issuer name, signature algorithm.
    serial       text not null,
    issuer       text not null,
    signature    text not null,
    key_id       text references ca_key (id),
    uploaded_on  bigint not null,
    updated_on   bigint not null,
    expires_on   bigint not null,
    -- A second DELETE must be told apart from an id that never was.
    deleted_on   bigint
);

CREATE UNIQUE INDEX mtls_certificate_live_bundle on mtls_certificate (account_id, fingerprint) where deleted_on is null;

CREATE INDEX mtls_certificate_of_account on mtls_certificate (account_id, uploaded_on);

CREATE TABLE ocsp_responder (
    ca_id       text not null primary key references managed_ca (id),
    key_id      text not null references ca_key (id),
    certificate blob not null,
    not_after   bigint not null
);

CREATE TABLE saml_assertion_used (
    provider_id text not null,
    -- Lower-case hex SHA-256 of the assertion's id.
    name        text not null,
    expires_on  bigint not null,
    primary key (provider_id, name)
);

CREATE INDEX saml_assertion_used_expired on saml_assertion_used (expires_on);

CREATE TABLE saml_certificate (
    id          text not null primary key,
    set_id      text not null references saml_certificate_set (id),
    -- 1 for what providers are to use, 0 for the one before it.
    is_current  smallint not null check (is_current in (0, 1)),
    certificate blob not null,
    key_id      text not null references ca_key (id),
    not_after   bigint not null
);

CREATE INDEX saml_certificate_due on saml_certificate (not_after) where is_current = 1;

CREATE UNIQUE INDEX saml_certificate_place on saml_certificate (set_id, is_current);

CREATE TABLE saml_certificate_set (
    id         text not null primary key,
    account_id text not null references account (id),
    created_on bigint not null,
    updated_on bigint not null
);

CREATE INDEX saml_certificate_set_of_account on saml_certificate_set (account_id, created_on, id);

CREATE TABLE seen_client (
    -- Lower-case hex SHA-256 of the leaf.
    fingerprint text not null,
    hostname    text not null,
    last_seen   bigint not null,
    -- As the client sent it: each certificate behind its length in four bytes, the leaf first.
    chain       blob not null,
    primary key (fingerprint, hostname)
);

CREATE INDEX seen_client_last on seen_client (last_seen);

CREATE TABLE setting (
    key   text not null primary key,
    value text not null
);

CREATE TABLE ssh_certificate (
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

CREATE INDEX ssh_certificate_end on ssh_certificate (valid_until);

CREATE UNIQUE INDEX ssh_certificate_key_id on ssh_certificate (key_id);

CREATE INDEX ssh_certificate_of_person on ssh_certificate (account_id, email);

CREATE INDEX ssh_certificate_revoked on ssh_certificate (ca_id) where revoked_on is not null;

CREATE TABLE ssh_krl (
    ca_id      text not null primary key,
    -- Only grows: the last one plus one, or the Unix time in seconds if that is more.
    number     bigint not null,
    changed_on bigint not null
);

CREATE TABLE trust_change (
    revision bigint not null primary key,
    at       bigint not null,
    digest   text not null,
    changes  blob not null
);

CREATE TABLE trust_entry (
    -- The code of the entry's kind, and what of that kind it is about.
    kind      smallint not null,
    name      text not null,
    -- The CA a binding binds, so that a CA nothing is bound to any more is taken back with its last binding.
    authority text,
    entry     blob not null,
    primary key (kind, name)
);

CREATE INDEX trust_entry_of_authority on trust_entry (authority) where authority is not null;

CREATE TABLE trust_head (
    id       smallint not null primary key check (id = 1),
    -- 32 random hex digits, new whenever the database is created or recovered.
    lineage  text not null,
    revision bigint not null check (revision >= 0)
, digest text not null
    default '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE uploaded_crl (
    -- The certificate's id.
    authority_id text not null,
    -- The addresses the list says it is published at, one a line; empty if it does not say.
    place        text not null,
    crl          blob not null,
    received_on  bigint not null,
    primary key (authority_id, place)
);

CREATE TABLE uploaded_ocsp_answer (
    authority_id text not null,
    -- Lower-case hex, without leading zeros.
    serial       text not null,
    -- The certificate itself, DER, to ask about it again, and the fingerprint of the client that came with it: the same, or one below it.
    certificate  blob not null,
    client       text not null,
    status       text not null check (status in ('good', 'revoked', 'unknown')),
    this_update  bigint not null,
    next_update  bigint not null,
    next_ask_on  bigint not null,
    wanted_on    bigint not null,
    primary key (authority_id, serial)
);

CREATE INDEX uploaded_ocsp_answer_client on uploaded_ocsp_answer (client);

CREATE INDEX uploaded_ocsp_answer_due on uploaded_ocsp_answer (next_ask_on);

CREATE TABLE uploaded_ocsp_responder (
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

CREATE TABLE zone (
    id                  text not null primary key,
    account_id          text not null references account (id),
    name                text not null,
    type                text not null check (type in ('full', 'partial', 'secondary', 'internal')),
    status              text not null check (status in ('initializing', 'pending', 'active', 'moved')),
    paused              smallint not null check (paused in (0, 1)),
    china_network       smallint not null check (china_network in (0, 1)),
    -- JSON array of host names, empty where the zone has none of its own.
    vanity_name_servers text not null,
    created_on          bigint not null,
    modified_on         bigint not null,
    activated_on        bigint,
    deleted_on          bigint
);

CREATE UNIQUE INDEX zone_live_name on zone (name) where deleted_on is null;

CREATE INDEX zone_of_account on zone (account_id);
