package dev.chancery.control.audit;

/** The kinds of object an entry can be about. The words are stored and shown; a word retires with its meaning. */
public enum ObjectKind {
    /** The house as a whole; its id is the lineage of its database. */
    HOUSE("house"),
    USER("user"),
    ACCOUNT("account"),
    MEMBERSHIP("membership"),
    ZONE("zone"),
    TOKEN("token"),
    MANAGED_CA("managed_ca"),
    CLIENT_CERTIFICATE("client_certificate"),
    MTLS_CERTIFICATE("mtls_certificate"),
    HOSTNAME_ASSOCIATIONS("hostname_associations"),
    CUSTOM_CERTIFICATE("custom_certificate"),
    REVOCATION_LIST("revocation_list"),
    OCSP_RESPONDER("ocsp_responder"),
    EDGE_ROUTE("edge_route"),
    EDGE_RULES("edge_rules"),
    ACCESS_APPLICATION("access_application"),
    ACCESS_SSH_CA("access_ssh_ca"),
    ACCESS_GATEWAY_CA("access_gateway_ca"),
    SSH_CERTIFICATE("ssh_certificate"),
    ACCESS_POLICY("access_policy"),
    ACCESS_GROUP("access_group"),
    ACCESS_SERVICE_TOKEN("access_service_token"),
    ACCESS_ORGANIZATION("access_organization"),
    ACCESS_USER("access_user"),
    ACCESS_KEYS("access_keys"),
    IDENTITY_PROVIDER("identity_provider"),
    SAML_CERTIFICATE_SET("saml_certificate_set"),
    ACCESS_CERTIFICATE("access_certificate"),
    ACCESS_HOSTNAME_SETTINGS("access_hostname_settings"),
    ACCESS_APPLICATION_POLICIES("access_application_policies");

    private final String word;

    ObjectKind(String word) {
        this.word = word;
    }

    /** The stored word. */
    public String word() {
        return word;
    }
}
