package dev.chancery.control.refusal;

import java.util.Arrays;
import java.util.List;

/**
 * The catalogue of error codes: every refusal and failure the API can render, with its number and HTTP status.
 *
 * <p>Numbers are those of the service whose API we speak wherever one is known ({@code [documented]}); where none is
 * known we chose one in the same range ({@code [ours]}). A number retires with its meaning; it is never reused.
 * {@code docs/errors.md} is generated from this list.
 */
public enum ErrorCode {
    // The request as such
    MISSING_CREDENTIALS(9106, 400, true, "No credentials were sent."),
    INVALID_REQUEST_HEADERS(
            6003,
            400,
            true,
            "A credential header is malformed (the error chain says which), or an account's token asks for a user."),
    INVALID_AUTHORIZATION_FORMAT(6111, 400, true, "In the error chain of 6003: the Authorization header."),
    INVALID_EMAIL_FORMAT(6102, 400, true, "In the error chain of 6003: the X-Auth-Email header."),
    INVALID_KEY_FORMAT(6103, 400, true, "In the error chain of 6003: the X-Auth-Key header."),
    AUTHENTICATION_FAILED(10000, 401, true, "The credentials are unknown, expired, disabled or not valid from here."),
    PERMISSION_DENIED(10000, 403, true, "The credentials are good but lack the permission this operation needs."),
    NOT_VISIBLE(9109, 403, true, "The account or zone is not one these credentials may see."),
    INVALID_TOKEN(1000, 401, true, "The token asked about is not a valid API token."),
    RATE_LIMITED(10429, 429, false, "More requests than the rate limit allows; retry after the time named."),
    NO_ROUTE(7000, 404, true, "No operation has this path."),
    METHOD_NOT_ALLOWED(7001, 405, true, "The path exists, but not with this method."),
    INVALID_IDENTIFIER(7003, 404, true, "An identifier in the path is malformed or names nothing."),
    MALFORMED_JSON(6004, 400, false, "The body is not one JSON object; the message says where reading stopped."),
    BODY_TOO_LARGE(6005, 413, false, "The body is larger than the limit."),
    BODY_TOO_DEEP(6006, 400, false, "The body is nested deeper than the limit."),
    WRONG_TYPE(6007, 400, false, "A member of the body has another JSON type than expected."),
    MISSING_FIELD(6008, 400, false, "A required member of the body is missing."),
    INVALID_VALUE(6009, 400, false, "A value lies outside what is allowed; the message names both."),
    INVALID_PARAMETER(6010, 400, false, "A query parameter lies outside what is allowed; the message names both."),
    HEADERS_TOO_LARGE(6011, 431, false, "The request's header block is larger than the limit."),
    REQUEST_TIMEOUT(6012, 408, false, "The request did not arrive in time."),
    UNREADABLE_REQUEST(6013, 400, false, "The request is not valid HTTP."),
    INTERNAL_FAILURE(1000, 500, true, "We failed; the request id finds the log line."),
    SEALED(1490, 503, false, "The seal that protects the keys is missing or another one; key work is refused."),
    UNAVAILABLE(1491, 503, false, "The database cannot be reached or the server is stopping; nothing was changed."),

    // Edges
    JOIN_TOKEN_INVALID(
            1492, 403, false, "The word an edge joins with is unknown, used or over, or the edge was removed."),
    EDGE_NOT_FOUND(1493, 404, false, "No edge has this id."),
    EDGE_HOLDS_A_LEASE(1494, 409, false, "The edge may hold a lease still, so it cannot be removed."),
    EDGES_NOT_EXPECTED(1495, 409, false, "This process listens for no edges."),
    NO_OCSP_RESPONDER(1496, 404, false, "The CA has no OCSP responder that is asked."),

    // Client certificates
    CERTIFICATE_ALREADY_REVOKED(1407, 400, true, "The client certificate is already revoked, or being revoked."),
    CLIENT_CERTIFICATE_NOT_FOUND(1415, 404, true, "No client certificate of the zone has this id."),
    CLIENT_CERTIFICATE_QUOTA(1445, 400, true, "The zone has as many active client certificates as its quota allows."),
    CSR_UNREADABLE(1450, 400, false, "The CSR is not a PEM-encoded PKCS#10 request; the message says what was found."),
    CSR_SIGNATURE_INVALID(1451, 400, false, "The CSR's own signature does not verify: no proof of possession."),
    KEY_NOT_ALLOWED(1452, 400, false, "The public key's algorithm or size is not allowed by the key policy."),
    VALIDITY_NOT_ALLOWED(1453, 400, false, "validity_days lies outside what the profile and the issuing CA allow."),
    SUBJECT_NOT_ALLOWED(1454, 400, false, "The subject breaks RFC 5280's bounds or types."),
    CSR_ALGORITHM_NOT_ALLOWED(1455, 400, false, "The CSR is signed with an algorithm that is not allowed."),
    LINT_REFUSED(1456, 400, false, "The certificate that would result breaks RFC 5280."),
    CA_NOT_FOUND(1457, 404, false, "No certificate authority has this id."),
    CA_NOT_VALID(1458, 500, false, "The issuing CA is not valid at this time, so nothing can be issued."),

    // mTLS certificates and hostname associations
    MTLS_CERTIFICATE_EXISTS(1471, 400, true, "The account already holds this certificate."),
    MTLS_CERTIFICATE_NOT_FOUND(1472, 404, true, "No mTLS certificate of the account has this id."),
    CERTIFICATE_UNREADABLE(1473, 400, false, "The text is not a PEM-encoded certificate; the message says where."),
    CERTIFICATE_NOT_A_CA(1474, 400, false, "The certificate is not a CA certificate that may be trusted here."),
    PRIVATE_KEY_MISMATCH(1475, 400, false, "The private key does not belong to the certificate."),
    PRIVATE_KEY_UNREADABLE(1476, 400, false, "The private key is not a PEM-encoded key we read."),
    CERTIFICATE_IN_USE(1477, 400, false, "The certificate still has associations; remove them first."),
    CHAIN_BROKEN(1478, 400, false, "The certificates are not a chain in order, leaf first and root last."),
    CERTIFICATE_EXPIRED(1479, 400, false, "The certificate has expired or is not yet valid."),
    HOSTNAME_INVALID(1480, 400, false, "The text is not a fully qualified domain name."),
    HOSTNAME_OUTSIDE_ZONE(1481, 400, false, "The hostname does not lie in the zone."),
    CERTIFICATE_NOT_A_LEAF(1482, 400, false, "The first certificate is a CA certificate, but ca is false."),
    CUSTOM_CERTIFICATE_NOT_FOUND(1483, 404, false, "No custom certificate of the zone has this id."),
    NOT_FOR_SERVER(1484, 400, false, "The certificate is not for servers, or names no host of the zone."),
    NOT_ROUTED(1485, 404, false, "The hostname has no route, or no rules of its own, in the zone."),
    HOSTNAME_ELSEWHERE(1486, 409, false, "The hostname is routed, or has rules, in another zone."),
    CRL_UNREADABLE(
            1487, 400, false, "The text is not a revocation list, PEM or base64 of DER; the message says where."),
    CRL_REFUSED(1488, 400, false, "The revocation list tells nothing of the CA's leaves; the message says why."),
    CA_QUOTA(1489, 400, true, "The account holds as many CA certificates as its quota allows."),

    // Accounts, zones, users and tokens
    INVALID_REQUEST(1001, 400, true, "The request breaks a rule of its resource; the message says which."),
    TOKEN_NOT_FOUND(1003, 404, true, "No API token has this id."),
    TOKEN_QUOTA(1002, 400, false, "The owner holds as many API tokens as its quota allows."),
    MEMBERSHIP_NOT_FOUND(1004, 404, false, "No membership of the user has this id."),
    ZONE_EXISTS(1061, 400, true, "A zone of this name exists already."),
    ZONE_HAS_CERTIFICATES(1062, 409, false, "The zone still has client certificates that are not revoked."),
    ACCOUNT_HAS_CERTIFICATES(1063, 409, false, "The account still has zones or certificates in use."),
    HAS_APPLICATIONS(1065, 409, false, "The account or zone still has Access applications; delete them first."),
    ZONE_NAME_INVALID(1064, 400, false, "The name is not a registrable domain name."),

    // Access, whose messages begin with a word: access.api.error.…
    ACCESS_FOREIGN_HOSTNAME(12036, 400, true, "The hostname lies in no zone of the account, or not in the zone asked."),
    ACCESS_INVALID_REQUEST(12130, 400, true, "The request breaks a rule of its Access object; the message says which."),
    ACCESS_CONFLICT(12132, 409, true, "Something that exists stands against it; the message says what."),
    ACCESS_NOT_FOUND(12135, 404, true, "No Access object of the account has this id."),
    ACCESS_APPLICATION_EXISTS(12136, 409, true, "The account has an application of this type, and may have only one."),
    ACCESS_GATEWAY_CA_EXISTS(12137, 409, false, "The account has its gateway CA already."),
    ACCESS_GROUP_NOT_FOUND(12152, 404, true, "No Access group of the account has this id."),
    ACCESS_NOT_ENABLED(9999, 404, true, "The account has no Zero Trust organization; make one first.");

    private final int number;
    private final int httpStatus;
    private final boolean documented;
    private final String meaning;

    ErrorCode(int number, int httpStatus, boolean documented, String meaning) {
        this.number = number;
        this.httpStatus = httpStatus;
        this.documented = documented;
        this.meaning = meaning;
    }

    /** The number on the wire, at least 1000. */
    public int number() {
        return number;
    }

    /** The HTTP status of an answer whose first fault has this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the number is the original service's, as opposed to one we chose. */
    public boolean documented() {
        return documented;
    }

    /** One sentence for {@code docs/errors.md}. */
    public String meaning() {
        return meaning;
    }

    /** A fault of this code without a place in the body. */
    public Fault at(String message) {
        return new Fault(this, message, null, List.of());
    }

    /** A fault of this code at a JSON pointer (RFC 6901) into the body, or a parameter's name. */
    public Fault at(String pointer, String message) {
        return new Fault(this, message, pointer, List.of());
    }

    /** A refusal with a single fault of this code. */
    public Refusal refusal(String message) {
        return new Refusal(at(message));
    }

    /** The catalogue ordered by number, then status. */
    public static List<ErrorCode> byNumber() {
        return Arrays.stream(values())
                .sorted(java.util.Comparator.comparingInt(ErrorCode::number).thenComparingInt(ErrorCode::httpStatus))
                .toList();
    }
}
