package dev.chancery.edge.access;

import dev.chancery.trust.access.Person;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** What the origin hears of who was let in. A client's own fields of these names were removed before. */
public final class AccessFields {
    /** It hears nothing. */
    static final AccessFields NONE = new AccessFields(null, null, null, null);

    private static final AsciiString ASSERTION = AsciiString.cached("cf-access-jwt-assertion");
    private static final AsciiString EMAIL = AsciiString.cached("cf-access-authenticated-user-email");
    private static final AsciiString CLIENT_ID = AsciiString.cached("cf-access-client-id");

    private final @Nullable String assertion;
    private final @Nullable String email;
    private final @Nullable String clientId;
    private final @Nullable String withheld;

    private AccessFields(
            @Nullable String assertion, @Nullable String email, @Nullable String clientId, @Nullable String withheld) {
        this.assertion = assertion;
        this.email = email;
        this.clientId = clientId;
        this.withheld = withheld;
    }

    /** Of somebody who signed in. */
    static AccessFields of(String assertion, Person person) {
        return new AccessFields(assertion, isVisible(person.email()) ? person.email() : null, null, null);
    }

    /**
     * Of a service.
     *
     * @param assertion null if it showed its secret and no token
     */
    static AccessFields of(@Nullable String assertion, String clientId) {
        return new AccessFields(assertion, null, isVisible(clientId) ? clientId : null, null);
    }

    /** The same, and a field that held a secret does not reach the origin. */
    AccessFields without(@Nullable String field) {
        return field == null ? this : new AccessFields(assertion, email, clientId, field);
    }

    /** Sets them on a request. */
    public void set(HttpHeaders request) {
        if (withheld != null) {
            request.remove(withheld);
        }
        set(request, ASSERTION, assertion);
        set(request, EMAIL, email);
        set(request, CLIENT_ID, clientId);
    }

    private static void set(HttpHeaders request, AsciiString name, @Nullable String value) {
        if (value != null) {
            request.set(name, value);
        }
    }

    /** An address with other characters has no form in a field; the assertion has it all the same. */
    private static boolean isVisible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
