package dev.chancery.edge.answer;

import java.util.Locale;

/** Why the edge answers itself. The number and the word of each are stable. */
public enum Reason {
    PREFLIGHT(200, 20_200, "The preflight is answered for the application."),
    SIGN_IN(302, 20_302, "Sign in to go on."),
    SENT_ELSEWHERE(302, 20_312, "You are not let in here."),
    UNREADABLE_REQUEST(400, 20_400, "The request is not HTTP as RFC 9112 and RFC 9113 define it."),
    PATH_UNCLEAR(400, 20_410, "Servers would not agree which place this path names; write it plainly."),
    TOKEN_MISSING(401, 20_411, "Sign in, or show a token, to go on."),
    CERTIFICATE_MISSING(403, 20_401, "This hostname asks for a client certificate, and none was shown."),
    CERTIFICATE_REFUSED(403, 20_403, "The client certificate is not admitted here."),
    ACCESS_DENIED(403, 20_413, "No policy of this application lets you in."),
    NO_ROUTE(404, 20_404, "No origin is set for this hostname."),
    METHOD_NOT_PASSED(405, 20_405, "The method is not passed on."),
    REQUEST_TOO_SLOW(408, 20_408, "The request did not arrive in time."),
    BODY_TOO_LARGE(413, 20_413, "The request's body is larger than the limit."),
    TARGET_TOO_LONG(414, 20_414, "The request's target is longer than the limit."),
    MISDIRECTED(421, 20_421, "This connection was made for another hostname; make one for this."),
    FIELDS_TOO_LARGE(431, 20_431, "The request's header fields are larger than the limit."),
    CODING_UNKNOWN(501, 20_501, "The request's transfer coding is not one the edge reads (expected: chunked)."),
    ORIGIN_UNREACHABLE(502, 20_502, "The origin could not be reached."),
    ORIGIN_BROKE_OFF(502, 20_512, "The origin broke off before it answered."),
    ORIGIN_UNREADABLE(502, 20_522, "The origin's answer is not HTTP."),
    NO_LEASE(503, 20_503, "This edge has not heard from its control plane in time and may not admit anyone here."),
    ORIGIN_BUSY(503, 20_513, "The edge has as many connections to the origin as it may."),
    ACCESS_UNAVAILABLE(
            503, 20_523, "Nobody can sign in here now: the role that signs people in is not known or not there."),
    ORIGIN_TOO_SLOW(504, 20_504, "The origin did not answer in time."),
    VERSION_UNKNOWN(505, 20_505, "The HTTP version is not one the edge speaks.");

    private final int status;
    private final int code;
    private final String sentence;

    Reason(int status, int code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The number in the envelope. */
    public int code() {
        return code;
    }

    /** What to say where nothing more precise is known. */
    public String sentence() {
        return sentence;
    }

    /** The word for machines. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
