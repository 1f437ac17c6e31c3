create table access_application (
    id text not null,
    account_id text not null,
    zone_id text,
    ordinal bigint not null,
    type text not null,
    name text collate "C" not null,
    domain text not null,
    aud text not null,
    members text not null,
    created_on bigint not null,
    updated_on bigint not null,
    tokens_revoked_on bigint,
    constraint access_application_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_application_pkey PRIMARY KEY (id),
    constraint access_application_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE UNIQUE INDEX access_application_aud ON public.access_application USING btree (aud);
CREATE INDEX access_application_of_zone ON public.access_application USING btree (zone_id, ordinal) WHERE (zone_id IS NOT NULL);
CREATE UNIQUE INDEX access_application_order ON public.access_application USING btree (account_id, ordinal);
CREATE UNIQUE INDEX access_application_single ON public.access_application USING btree (account_id, type) WHERE (type = ANY (ARRAY['app_launcher'::text, 'warp'::text, 'biso'::text]));

create table access_application_domain (
    application_id text not null,
    account_id text not null,
    zone_id text not null,
    location text collate "C" not null,
    constraint access_application_domain_application_id_fkey FOREIGN KEY (application_id) REFERENCES access_application(id),
    constraint access_application_domain_pkey PRIMARY KEY (application_id, location),
    constraint access_application_domain_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX access_application_domain_of_zone ON public.access_application_domain USING btree (zone_id);
CREATE UNIQUE INDEX access_application_domain_once ON public.access_application_domain USING btree (account_id, location);

create table access_application_idp (
    application_id text not null,
    provider_id text not null,
    constraint access_application_idp_application_id_fkey FOREIGN KEY (application_id) REFERENCES access_application(id),
    constraint access_application_idp_pkey PRIMARY KEY (application_id, provider_id)
);
CREATE INDEX access_application_idp_of_provider ON public.access_application_idp USING btree (provider_id);

create table access_certificate (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    certificates text not null,
    digest text not null,
    fingerprint text not null,
    created_on bigint not null,
    updated_on bigint not null,
    expires_on bigint not null,
    deleted_on bigint,
    constraint access_certificate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_certificate_pkey PRIMARY KEY (id)
);
CREATE INDEX access_certificate_digest ON public.access_certificate USING btree (digest);
CREATE UNIQUE INDEX access_certificate_live_bundle ON public.access_certificate USING btree (account_id, digest) WHERE (deleted_on IS NULL);
CREATE INDEX access_certificate_of_account ON public.access_certificate USING btree (account_id, created_on, id);

create table access_certificate_hostname (
    certificate_id text not null,
    hostname text collate "C" not null,
    zone_id text not null,
    position bigint not null,
    status text not null,
    pending_revision bigint,
    constraint access_certificate_hostname_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES access_certificate(id),
    constraint access_certificate_hostname_pkey PRIMARY KEY (certificate_id, hostname),
    constraint access_certificate_hostname_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint access_certificate_hostname_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX access_certificate_hostname_in_zone ON public.access_certificate_hostname USING btree (zone_id);
CREATE INDEX access_certificate_hostname_pending ON public.access_certificate_hostname USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table access_gateway_ca (
    id text not null,
    account_id text not null,
    public_key text not null,
    key_id text not null,
    created_on bigint not null,
    constraint access_gateway_ca_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_gateway_ca_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint access_gateway_ca_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX access_gateway_ca_of_account ON public.access_gateway_ca USING btree (account_id);

create table access_group (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    is_default smallint not null,
    rules text not null,
    created_on bigint not null,
    updated_on bigint not null,
    constraint access_group_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_group_is_default_check CHECK ((is_default = ANY (ARRAY[0, 1]))),
    constraint access_group_pkey PRIMARY KEY (id)
);
CREATE INDEX access_group_of_account ON public.access_group USING btree (account_id, created_on);

create table access_hostname_setting (
    account_id text not null,
    hostname text collate "C" not null,
    zone_id text not null,
    position bigint not null,
    china_network smallint not null,
    client_certificate_forwarding smallint not null,
    status text not null,
    pending_revision bigint,
    constraint access_hostname_setting_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_hostname_setting_china_network_check CHECK ((china_network = ANY (ARRAY[0, 1]))),
    constraint access_hostname_setting_client_certificate_forwarding_check CHECK ((client_certificate_forwarding = ANY (ARRAY[0, 1]))),
    constraint access_hostname_setting_pkey PRIMARY KEY (account_id, hostname),
    constraint access_hostname_setting_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint access_hostname_setting_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX access_hostname_setting_in_zone ON public.access_hostname_setting USING btree (zone_id);
CREATE INDEX access_hostname_setting_pending ON public.access_hostname_setting USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table access_key_configuration (
    account_id text not null,
    rotation_interval_days smallint not null,
    constraint access_key_configuration_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_key_configuration_pkey PRIMARY KEY (account_id),
    constraint access_key_configuration_rotation_interval_days_check CHECK (((rotation_interval_days >= 21) AND (rotation_interval_days <= 365)))
);

create table access_list_block (
    list text not null,
    owner_id text not null,
    block bigint not null,
    n bigint not null,
    constraint access_list_block_list_check CHECK ((list = ANY (ARRAY['account_applications'::text, 'zone_applications'::text, 'account_ssh_cas'::text, 'zone_ssh_cas'::text]))),
    constraint access_list_block_n_check CHECK ((n >= 0)),
    constraint access_list_block_pkey PRIMARY KEY (list, owner_id, block)
);

create table access_once (
    kind text not null,
    name text not null,
    account_id text not null,
    value text not null,
    expires_on bigint not null,
    user_id text,
    constraint access_once_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_once_pkey PRIMARY KEY (kind, name)
);
CREATE INDEX access_once_expired ON public.access_once USING btree (expires_on);
CREATE INDEX access_once_of_user ON public.access_once USING btree (account_id, user_id) WHERE (user_id IS NOT NULL);

create table access_ordinal (
    account_id text not null,
    last bigint not null,
    constraint access_ordinal_last_check CHECK ((last >= 0)),
    constraint access_ordinal_pkey PRIMARY KEY (account_id)
);

create table access_organization (
    account_id text not null,
    name text collate "C" not null,
    auth_domain text collate "C" not null,
    settings text not null,
    created_on bigint not null,
    updated_on bigint not null,
    constraint access_organization_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_organization_pkey PRIMARY KEY (account_id)
);
CREATE UNIQUE INDEX access_organization_auth_domain ON public.access_organization USING btree (auth_domain);

create table access_policy (
    id text not null,
    account_id text not null,
    application_id text,
    name text collate "C" not null,
    decision text not null,
    rules text not null,
    options text not null,
    created_on bigint not null,
    updated_on bigint not null,
    constraint access_policy_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_policy_decision_check CHECK ((decision = ANY (ARRAY['allow'::text, 'deny'::text, 'non_identity'::text, 'bypass'::text]))),
    constraint access_policy_pkey PRIMARY KEY (id)
);
CREATE INDEX access_policy_of_account ON public.access_policy USING btree (account_id, created_on);

create table access_policy_binding (
    application_id text not null,
    policy_id text not null,
    precedence bigint not null,
    constraint access_policy_binding_pkey PRIMARY KEY (application_id, policy_id),
    constraint access_policy_binding_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES access_policy(id)
);
CREATE INDEX access_policy_binding_of_policy ON public.access_policy_binding USING btree (policy_id);
CREATE UNIQUE INDEX access_policy_binding_precedence ON public.access_policy_binding USING btree (application_id, precedence);

create table access_request (
    id text not null,
    account_id text not null,
    created_on bigint not null,
    connection text not null,
    email text collate "C" not null,
    application_id text,
    host text not null,
    ip_address text not null,
    ray_id text not null,
    allowed smallint not null,
    reason text not null,
    constraint access_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_request_allowed_check CHECK ((allowed = ANY (ARRAY[0, 1]))),
    constraint access_request_pkey PRIMARY KEY (id)
);
CREATE INDEX access_request_of_account ON public.access_request USING btree (account_id, created_on, id);
CREATE INDEX access_request_of_person ON public.access_request USING btree (account_id, email, created_on);

create table access_rule_reference (
    owner_kind text not null,
    owner_id text not null,
    target_kind text not null,
    target_id text not null,
    constraint access_rule_reference_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['policy'::text, 'group'::text]))),
    constraint access_rule_reference_pkey PRIMARY KEY (owner_kind, owner_id, target_kind, target_id),
    constraint access_rule_reference_target_kind_check CHECK ((target_kind = ANY (ARRAY['group'::text, 'service_token'::text, 'identity_provider'::text, 'application'::text])))
);
CREATE INDEX access_rule_reference_of_target ON public.access_rule_reference USING btree (target_kind, target_id);

create table access_service_token (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    client_id text not null,
    secret_hash text not null,
    secret_version bigint not null,
    previous_hash text,
    previous_expires_on bigint,
    duration text not null,
    expires_on bigint,
    enabled smallint not null,
    last_seen_on bigint,
    created_on bigint not null,
    updated_on bigint not null,
    constraint access_service_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_service_token_enabled_check CHECK ((enabled = ANY (ARRAY[0, 1]))),
    constraint access_service_token_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX access_service_token_client ON public.access_service_token USING btree (client_id);
CREATE INDEX access_service_token_of_account ON public.access_service_token USING btree (account_id, created_on);

create table access_signing_key (
    id text not null,
    account_id text not null,
    spki bytea not null,
    key_id text,
    made_on bigint not null,
    valid_until bigint,
    certificate bytea,
    constraint access_signing_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_signing_key_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint access_signing_key_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX access_signing_key_current ON public.access_signing_key USING btree (account_id) WHERE (valid_until IS NULL);
CREATE INDEX access_signing_key_retired ON public.access_signing_key USING btree (account_id, valid_until) WHERE (valid_until IS NOT NULL);

create table access_ssh_ca (
    id text not null,
    application_id text not null,
    account_id text not null,
    zone_id text,
    aud text not null,
    ordinal bigint not null,
    public_key text not null,
    key_id text not null,
    created_on bigint not null,
    constraint access_ssh_ca_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_ssh_ca_application_id_fkey FOREIGN KEY (application_id) REFERENCES access_application(id),
    constraint access_ssh_ca_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint access_ssh_ca_pkey PRIMARY KEY (id),
    constraint access_ssh_ca_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE UNIQUE INDEX access_ssh_ca_of_application ON public.access_ssh_ca USING btree (application_id);
CREATE INDEX access_ssh_ca_of_zone ON public.access_ssh_ca USING btree (zone_id, ordinal) WHERE (zone_id IS NOT NULL);
CREATE UNIQUE INDEX access_ssh_ca_order ON public.access_ssh_ca USING btree (account_id, ordinal);

create table access_user (
    account_id text not null,
    id text not null,
    email text collate "C" not null,
    name text not null,
    identity text not null,
    created_on bigint not null,
    updated_on bigint not null,
    last_login_on bigint,
    constraint access_user_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_user_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX access_user_idle ON public.access_user USING btree (updated_on);
CREATE INDEX access_user_made ON public.access_user USING btree (account_id, created_on, id);

create table access_user_revocation (
    account_id text not null,
    email text collate "C" not null,
    revoked_on bigint not null,
    constraint access_user_revocation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint access_user_revocation_pkey PRIMARY KEY (account_id, email)
);

create table account (
    id text not null,
    name text collate "C" not null,
    type text not null,
    settings text not null,
    created_on bigint not null,
    deleted_on bigint,
    constraint account_pkey PRIMARY KEY (id),
    constraint account_type_check CHECK ((type = ANY (ARRAY['standard'::text, 'enterprise'::text])))
);

create table api_token (
    id text not null,
    owner_kind text not null,
    owner_id text not null,
    name text collate "C" not null,
    value_hash text not null,
    status text not null,
    policies text not null,
    condition text,
    not_before bigint,
    expires_on bigint,
    issued_on bigint not null,
    modified_on bigint not null,
    last_used_on bigint,
    constraint api_token_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['user'::text, 'account'::text]))),
    constraint api_token_pkey PRIMARY KEY (id),
    constraint api_token_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);
CREATE INDEX api_token_of_owner ON public.api_token USING btree (owner_kind, owner_id);
CREATE UNIQUE INDEX api_token_value ON public.api_token USING btree (value_hash);

create table app_user (
    id text not null,
    email text collate "C" not null,
    first_name text,
    last_name text,
    country text,
    telephone text,
    zipcode text,
    legacy_key_hash text,
    created_on bigint not null,
    constraint app_user_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX app_user_email ON public.app_user USING btree (lower(email));

create table audit_log (
    ordinal bigint not null generated always as identity,
    at bigint not null,
    account_id text,
    zone_id text,
    actor_kind text not null,
    actor_id text,
    actor_owner_id text,
    actor_name text,
    actor_ip text,
    action text not null,
    outcome text not null,
    object_type text not null,
    object_id text,
    request_id text,
    details text,
    constraint audit_log_pkey PRIMARY KEY (ordinal)
);
CREATE INDEX audit_log_of_account ON public.audit_log USING btree (account_id, at);
CREATE INDEX audit_log_of_user ON public.audit_log USING btree (actor_owner_id, at) WHERE (account_id IS NULL);
CREATE TRIGGER audit_log_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse();

create table ca_key (
    id text not null,
    account_id text not null,
    purpose text not null,
    algorithm text not null,
    spki bytea not null,
    sealed bytea not null,
    constraint ca_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint ca_key_pkey PRIMARY KEY (id)
);
CREATE INDEX ca_key_of_account ON public.ca_key USING btree (account_id);

create table client_certificate (
    id bytea not null,
    zone_id text not null,
    ordinal bigint not null,
    ca_id text not null,
    serial bytea not null,
    status smallint not null,
    certificate bytea not null,
    csr bytea not null,
    csr_text text,
    validity_days bigint not null,
    issued_on bigint not null,
    expires_on bigint not null,
    crl_partition bigint not null,
    revoked_at bigint,
    pending_revision bigint,
    status_revision bigint,
    constraint client_certificate_pkey PRIMARY KEY (id),
    constraint client_certificate_status_check CHECK (((status >= 1) AND (status <= 4)))
);
CREATE UNIQUE INDEX client_certificate_ordinal_in_zone ON public.client_certificate USING btree (zone_id, ordinal);
CREATE INDEX client_certificate_pending ON public.client_certificate USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);
CREATE INDEX client_certificate_revoked ON public.client_certificate USING btree (ca_id, crl_partition, serial, revoked_at) WHERE (status <> 1);
CREATE UNIQUE INDEX client_certificate_serial ON public.client_certificate USING btree (substr(serial, 1, 8), ca_id);
CREATE INDEX client_certificate_status ON public.client_certificate USING btree (zone_id, status, ordinal);

create table client_certificate_block (
    zone_id text not null,
    status smallint not null,
    level smallint not null,
    block bigint not null,
    n bigint not null,
    constraint client_certificate_block_level_check CHECK ((level = ANY (ARRAY[1, 2]))),
    constraint client_certificate_block_n_check CHECK ((n >= 0)),
    constraint client_certificate_block_pkey PRIMARY KEY (zone_id, status, level, block)
);

create table client_certificate_ordinal (
    zone_id text not null,
    last bigint not null,
    closed smallint not null,
    constraint client_certificate_ordinal_closed_check CHECK ((closed = ANY (ARRAY[0, 1]))),
    constraint client_certificate_ordinal_last_check CHECK ((last >= 0)),
    constraint client_certificate_ordinal_pkey PRIMARY KEY (zone_id)
);

create table crl (
    ca_id text not null,
    number_of_partition bigint not null,
    this_update bigint not null,
    next_update bigint not null,
    der bytea not null,
    constraint crl_pkey PRIMARY KEY (ca_id, number_of_partition)
);
CREATE INDEX crl_stale ON public.crl USING btree (next_update);

create table crl_partition (
    ca_id text not null,
    number_of_partition bigint not null,
    issued bigint not null,
    changed_revision bigint not null,
    built_revision bigint not null,
    crl_number bigint not null,
    constraint crl_partition_pkey PRIMARY KEY (ca_id, number_of_partition)
);

create table crl_source (
    authority_id text not null,
    account_id text not null,
    family text not null,
    url text not null,
    next_fetch_on bigint not null,
    failure text,
    constraint crl_source_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint crl_source_family_check CHECK ((family = ANY (ARRAY['mtls'::text, 'access'::text]))),
    constraint crl_source_pkey PRIMARY KEY (authority_id, url)
);
CREATE INDEX crl_source_due ON public.crl_source USING btree (next_fetch_on);

create table custom_certificate (
    id text not null,
    zone_id text not null,
    type text not null,
    bundle_method text not null,
    certificates text not null,
    hosts text not null,
    patterns text not null,
    issuer text not null,
    signature text not null,
    key_id text,
    uploaded_on bigint not null,
    modified_on bigint not null,
    expires_on bigint not null,
    status text not null,
    pending_revision bigint,
    digest text not null,
    constraint custom_certificate_bundle_method_check CHECK ((bundle_method = ANY (ARRAY['ubiquitous'::text, 'optimal'::text, 'force'::text]))),
    constraint custom_certificate_pkey PRIMARY KEY (id),
    constraint custom_certificate_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint custom_certificate_type_check CHECK ((type = ANY (ARRAY['legacy_custom'::text, 'sni_custom'::text]))),
    constraint custom_certificate_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX custom_certificate_digest ON public.custom_certificate USING btree (digest);
CREATE INDEX custom_certificate_in_zone ON public.custom_certificate USING btree (zone_id, uploaded_on, id);
CREATE INDEX custom_certificate_pending ON public.custom_certificate USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table data_key (
    account_id text not null,
    seal_id text not null,
    wrapped bytea not null,
    constraint data_key_pkey PRIMARY KEY (account_id)
);

create table edge (
    id text not null,
    name text collate "C" not null,
    network text not null,
    address text not null,
    joined_on bigint not null,
    standing text not null,
    fencings bigint not null,
    reason text,
    instance text,
    applied_lineage text,
    applied_revision bigint,
    last_heard_on bigint,
    handover text,
    constraint edge_handover_check CHECK ((handover = ANY (ARRAY['awaited'::text, 'told'::text]))),
    constraint edge_pkey PRIMARY KEY (id),
    constraint edge_standing_check CHECK ((standing = ANY (ARRAY['joined'::text, 'leased'::text, 'fenced'::text, 'lost'::text])))
);
CREATE INDEX edge_standing ON public.edge USING btree (standing);

create table edge_receipt (
    edge_id text not null,
    revision bigint not null,
    outcome text not null,
    digest text,
    connections_cut bigint not null,
    took_micros bigint not null,
    reason text,
    at bigint not null,
    constraint edge_receipt_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'refused'::text]))),
    constraint edge_receipt_pkey PRIMARY KEY (edge_id, revision)
);
CREATE INDEX edge_receipt_revision ON public.edge_receipt USING btree (revision);

create table edge_route (
    hostname text collate "C" not null,
    zone_id text not null,
    origin text not null,
    created_on bigint not null,
    modified_on bigint not null,
    status text not null,
    pending_revision bigint,
    constraint edge_route_pkey PRIMARY KEY (hostname),
    constraint edge_route_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint edge_route_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX edge_route_in_zone ON public.edge_route USING btree (zone_id, hostname);
CREATE INDEX edge_route_pending ON public.edge_route USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table edge_rules (
    hostname text collate "C" not null,
    zone_id text not null,
    mode text not null,
    grace_hours bigint not null,
    cert_headers smallint not null,
    created_on bigint not null,
    modified_on bigint not null,
    status text not null,
    pending_revision bigint,
    constraint edge_rules_cert_headers_check CHECK ((cert_headers = ANY (ARRAY[0, 1]))),
    constraint edge_rules_mode_check CHECK ((mode = ANY (ARRAY['enforce'::text, 'log'::text]))),
    constraint edge_rules_pkey PRIMARY KEY (hostname),
    constraint edge_rules_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint edge_rules_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX edge_rules_in_zone ON public.edge_rules USING btree (zone_id, hostname);
CREATE INDEX edge_rules_pending ON public.edge_rules USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table forgotten_leaf (
    ca_id text not null,
    prefix bigint not null,
    constraint forgotten_leaf_pkey PRIMARY KEY (ca_id, prefix)
);

create table hostname_association (
    zone_id text not null,
    authority text not null,
    position bigint not null,
    hostname text collate "C" not null,
    status text not null,
    pending_revision bigint,
    constraint hostname_association_pkey PRIMARY KEY (zone_id, authority, hostname),
    constraint hostname_association_status_check CHECK ((status = ANY (ARRAY['active'::text, 'pending_deployment'::text, 'pending_deletion'::text]))),
    constraint hostname_association_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX hostname_association_of_authority ON public.hostname_association USING btree (authority);
CREATE INDEX hostname_association_pending ON public.hostname_association USING btree (pending_revision) WHERE (pending_revision IS NOT NULL);

create table identity_provider (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    type text not null,
    config text not null,
    client_secret bytea,
    saml_certificate_set_id text,
    scim_config text,
    scim_enabled smallint not null,
    scim_secret_hash text,
    created_on bigint not null,
    updated_on bigint not null,
    constraint identity_provider_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint identity_provider_pkey PRIMARY KEY (id),
    constraint identity_provider_saml_certificate_set_id_fkey FOREIGN KEY (saml_certificate_set_id) REFERENCES saml_certificate_set(id),
    constraint identity_provider_scim_enabled_check CHECK ((scim_enabled = ANY (ARRAY[0, 1])))
);
CREATE INDEX identity_provider_of_account ON public.identity_provider USING btree (account_id, created_on, id);
CREATE INDEX identity_provider_of_set ON public.identity_provider USING btree (saml_certificate_set_id) WHERE (saml_certificate_set_id IS NOT NULL);
CREATE UNIQUE INDEX identity_provider_onetimepin ON public.identity_provider USING btree (account_id) WHERE (type = 'onetimepin'::text);

create table identity_revocation (
    id text not null,
    account_id text not null,
    email text collate "C" not null,
    client_certificates bigint not null,
    ssh_certificates bigint not null,
    revoked_on bigint not null,
    status text not null,
    revision bigint not null,
    constraint identity_revocation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint identity_revocation_pkey PRIMARY KEY (id),
    constraint identity_revocation_status_check CHECK ((status = ANY (ARRAY['pending_revocation'::text, 'revoked'::text])))
);
CREATE INDEX identity_revocation_of_person ON public.identity_revocation USING btree (account_id, email, revision);
CREATE INDEX identity_revocation_pending ON public.identity_revocation USING btree (revision) WHERE (status = 'pending_revocation'::text);

create table join_token (
    hash text not null,
    name text collate "C" not null,
    created_on bigint not null,
    expires_on bigint not null,
    used_by text,
    constraint join_token_pkey PRIMARY KEY (hash)
);

create table local_certificate (
    hostname text collate "C" not null,
    zone_id text not null,
    certificate bytea not null,
    key_id text not null,
    made_on bigint not null,
    expires_on bigint not null,
    constraint local_certificate_pkey PRIMARY KEY (hostname),
    constraint local_certificate_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id)
);
CREATE INDEX local_certificate_ending ON public.local_certificate USING btree (expires_on);
CREATE INDEX local_certificate_in_zone ON public.local_certificate USING btree (zone_id);

create table managed_ca (
    id text not null,
    account_id text not null,
    role text not null,
    issuer_id text,
    certificate bytea not null,
    key_id text not null,
    base_url text not null,
    open_partition bigint not null,
    created_on bigint not null,
    retired_on bigint,
    constraint managed_ca_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint managed_ca_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES managed_ca(id),
    constraint managed_ca_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint managed_ca_pkey PRIMARY KEY (id),
    constraint managed_ca_role_check CHECK ((role = ANY (ARRAY['root'::text, 'issuing'::text])))
);
CREATE UNIQUE INDEX managed_ca_in_use ON public.managed_ca USING btree (account_id, role) WHERE (retired_on IS NULL);

create table membership (
    id text not null,
    user_id text not null,
    account_id text not null,
    status text not null,
    constraint membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint membership_pkey PRIMARY KEY (id),
    constraint membership_status_check CHECK ((status = ANY (ARRAY['accepted'::text, 'pending'::text, 'rejected'::text]))),
    constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX membership_of_account ON public.membership USING btree (account_id);
CREATE UNIQUE INDEX membership_of_user ON public.membership USING btree (user_id, account_id);

create table mtls_certificate (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    is_ca smallint not null,
    type text not null,
    certificates text not null,
    fingerprint text not null,
    serial text not null,
    issuer text not null,
    signature text not null,
    key_id text,
    uploaded_on bigint not null,
    updated_on bigint not null,
    expires_on bigint not null,
    deleted_on bigint,
    constraint mtls_certificate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint mtls_certificate_is_ca_check CHECK ((is_ca = ANY (ARRAY[0, 1]))),
    constraint mtls_certificate_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint mtls_certificate_pkey PRIMARY KEY (id),
    constraint mtls_certificate_type_check CHECK ((type = ANY (ARRAY['custom'::text, 'gateway_managed'::text, 'access_managed'::text])))
);
CREATE UNIQUE INDEX mtls_certificate_live_bundle ON public.mtls_certificate USING btree (account_id, fingerprint) WHERE (deleted_on IS NULL);
CREATE INDEX mtls_certificate_of_account ON public.mtls_certificate USING btree (account_id, uploaded_on);

create table ocsp_responder (
    ca_id text not null,
    key_id text not null,
    certificate bytea not null,
    not_after bigint not null,
    constraint ocsp_responder_ca_id_fkey FOREIGN KEY (ca_id) REFERENCES managed_ca(id),
    constraint ocsp_responder_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint ocsp_responder_pkey PRIMARY KEY (ca_id)
);

create table saml_assertion_used (
    provider_id text not null,
    name text not null,
    expires_on bigint not null,
    constraint saml_assertion_used_pkey PRIMARY KEY (provider_id, name)
);
CREATE INDEX saml_assertion_used_expired ON public.saml_assertion_used USING btree (expires_on);

create table saml_certificate (
    id text not null,
    set_id text not null,
    is_current smallint not null,
    certificate bytea not null,
    key_id text not null,
    not_after bigint not null,
    constraint saml_certificate_is_current_check CHECK ((is_current = ANY (ARRAY[0, 1]))),
    constraint saml_certificate_key_id_fkey FOREIGN KEY (key_id) REFERENCES ca_key(id),
    constraint saml_certificate_pkey PRIMARY KEY (id),
    constraint saml_certificate_set_id_fkey FOREIGN KEY (set_id) REFERENCES saml_certificate_set(id)
);
CREATE INDEX saml_certificate_due ON public.saml_certificate USING btree (not_after) WHERE (is_current = 1);
CREATE UNIQUE INDEX saml_certificate_place ON public.saml_certificate USING btree (set_id, is_current);

create table saml_certificate_set (
    id text not null,
    account_id text not null,
    created_on bigint not null,
    updated_on bigint not null,
    constraint saml_certificate_set_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint saml_certificate_set_pkey PRIMARY KEY (id)
);
CREATE INDEX saml_certificate_set_of_account ON public.saml_certificate_set USING btree (account_id, created_on, id);

create table seen_client (
    fingerprint text not null,
    hostname text collate "C" not null,
    last_seen bigint not null,
    chain bytea not null,
    constraint seen_client_pkey PRIMARY KEY (fingerprint, hostname)
);
CREATE INDEX seen_client_last ON public.seen_client USING btree (last_seen);

create table setting (
    key text not null,
    value text not null,
    constraint setting_pkey PRIMARY KEY (key)
);

create table ssh_certificate (
    ca_id text not null,
    serial text not null,
    key_id text not null,
    account_id text not null,
    email text not null,
    principal text not null,
    valid_until bigint not null,
    revoked_on bigint,
    constraint ssh_certificate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint ssh_certificate_pkey PRIMARY KEY (ca_id, serial)
);
CREATE INDEX ssh_certificate_end ON public.ssh_certificate USING btree (valid_until);
CREATE UNIQUE INDEX ssh_certificate_key_id ON public.ssh_certificate USING btree (key_id);
CREATE INDEX ssh_certificate_of_person ON public.ssh_certificate USING btree (account_id, email);
CREATE INDEX ssh_certificate_revoked ON public.ssh_certificate USING btree (ca_id) WHERE (revoked_on IS NOT NULL);

create table ssh_krl (
    ca_id text not null,
    number bigint not null,
    changed_on bigint not null,
    constraint ssh_krl_pkey PRIMARY KEY (ca_id)
);

create table trust_change (
    revision bigint not null,
    at bigint not null,
    digest text not null,
    changes bytea not null,
    constraint trust_change_pkey PRIMARY KEY (revision)
);

create table trust_entry (
    kind smallint not null,
    name text collate "C" not null,
    authority text,
    entry bytea not null,
    constraint trust_entry_pkey PRIMARY KEY (kind, name)
);
CREATE INDEX trust_entry_of_authority ON public.trust_entry USING btree (authority) WHERE (authority IS NOT NULL);

create table trust_head (
    id smallint not null,
    lineage text not null,
    revision bigint not null,
    digest text not null,
    constraint trust_head_id_check CHECK ((id = 1)),
    constraint trust_head_pkey PRIMARY KEY (id),
    constraint trust_head_revision_check CHECK ((revision >= 0))
);

create table uploaded_crl (
    authority_id text not null,
    place text not null,
    crl bytea not null,
    received_on bigint not null,
    constraint uploaded_crl_pkey PRIMARY KEY (authority_id, place)
);

create table uploaded_ocsp_answer (
    authority_id text not null,
    serial text not null,
    certificate bytea not null,
    client text not null,
    status text not null,
    this_update bigint not null,
    next_update bigint not null,
    next_ask_on bigint not null,
    wanted_on bigint not null,
    constraint uploaded_ocsp_answer_pkey PRIMARY KEY (authority_id, serial),
    constraint uploaded_ocsp_answer_status_check CHECK ((status = ANY (ARRAY['good'::text, 'revoked'::text, 'unknown'::text])))
);
CREATE INDEX uploaded_ocsp_answer_client ON public.uploaded_ocsp_answer USING btree (client);
CREATE INDEX uploaded_ocsp_answer_due ON public.uploaded_ocsp_answer USING btree (next_ask_on);

create table uploaded_ocsp_responder (
    authority_id text not null,
    account_id text not null,
    family text not null,
    url text,
    created_on bigint not null,
    failure text,
    failed_on bigint,
    constraint uploaded_ocsp_responder_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint uploaded_ocsp_responder_family_check CHECK ((family = ANY (ARRAY['mtls'::text, 'access'::text]))),
    constraint uploaded_ocsp_responder_pkey PRIMARY KEY (authority_id)
);

create table zone (
    id text not null,
    account_id text not null,
    name text collate "C" not null,
    type text not null,
    status text not null,
    paused smallint not null,
    china_network smallint not null,
    vanity_name_servers text not null,
    created_on bigint not null,
    modified_on bigint not null,
    activated_on bigint,
    deleted_on bigint,
    constraint zone_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    constraint zone_china_network_check CHECK ((china_network = ANY (ARRAY[0, 1]))),
    constraint zone_paused_check CHECK ((paused = ANY (ARRAY[0, 1]))),
    constraint zone_pkey PRIMARY KEY (id),
    constraint zone_status_check CHECK ((status = ANY (ARRAY['initializing'::text, 'pending'::text, 'active'::text, 'moved'::text]))),
    constraint zone_type_check CHECK ((type = ANY (ARRAY['full'::text, 'partial'::text, 'secondary'::text, 'internal'::text])))
);
CREATE UNIQUE INDEX zone_live_name ON public.zone USING btree (name) WHERE (deleted_on IS NULL);
CREATE INDEX zone_of_account ON public.zone USING btree (account_id);

CREATE OR REPLACE FUNCTION public.audit_log_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception 'audit_log is append-only';
end;
$function$
;
