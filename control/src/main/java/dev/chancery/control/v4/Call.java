package dev.chancery.control.v4;

import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.principal.ZoneAccess;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call that passed the gate. The capabilities ({@link #zone()}, {@link #account()}, {@link #user()}) exist exactly
 * where the route's permission demanded them; asking for another is a programming error.
 */
public final class Call {
    private final Inbound inbound;
    private final @Nullable Principal principal;
    private final @Nullable ZoneAccess zone;
    private final @Nullable AccountAccess account;

    /**
     * What arrived.
     *
     * @param requestId the id on the answer and every log line
     * @param ip the caller's address as text
     * @param path path parameters by name, percent-decoded
     * @param query query parameters
     * @param body reads the body's bytes
     * @param userAgent the User-Agent header, or the empty text
     * @param rawPath the path as it was sent: not decoded, slashes not merged
     * @param header looks up a request header by lower-case name; null when absent
     */
    public record Inbound(
            String requestId,
            String ip,
            Map<String, String> path,
            Query query,
            Supplier<byte[]> body,
            String userAgent,
            String rawPath,
            UnaryOperator<@Nullable String> header) {}

    Call(Inbound inbound, @Nullable Principal principal, @Nullable ZoneAccess zone, @Nullable AccountAccess account) {
        this.inbound = inbound;
        this.principal = principal;
        this.zone = zone;
        this.account = account;
    }

    /** A path parameter of the template. */
    public String path(String name) {
        String value = inbound.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException("path parameter %s: not in the template".formatted(name));
        }
        return value;
    }

    /** The path as it was sent: not decoded, slashes not merged. For the few routes whose parameters are not text. */
    public String rawPath() {
        return inbound.rawPath();
    }

    /** A request header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(inbound.header().apply(name));
    }

    /** The caller's address as text. */
    public String ip() {
        return inbound.ip();
    }

    /** The query parameters. */
    public Query query() {
        return inbound.query();
    }

    /**
     * The JSON body.
     *
     * @throws dev.chancery.control.refusal.Refusal if it is not one JSON object
     */
    public Body body() {
        return Json.body(inbound.body().get());
    }

    /** The body's bytes as they are. */
    public byte[] bytes() {
        return inbound.body().get();
    }

    /** Who calls. */
    public Principal principal() {
        return there(principal, "principal");
    }

    /** Who calls, from where, in which request. */
    public Actor actor() {
        return new Actor(principal(), inbound.ip(), inbound.requestId());
    }

    /** The zone of the path, on which the permission was found. */
    public ZoneAccess zone() {
        return there(zone, "zone access");
    }

    /** The account of the path, on which the permission was found. */
    public AccountAccess account() {
        return there(account, "account access");
    }

    /** The account or the zone of the path, whichever it has, on which the permission was found. */
    public AccountOrZoneAccess accountOrZone() {
        return zone == null ? account() : zone;
    }

    /**
     * The calling user.
     *
     * @throws dev.chancery.control.refusal.Refusal if an account's token calls
     */
    public UserAccess user() {
        return Gate.userAccess(actor());
    }

    private static <T> T there(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("%s: the route's permission does not give it".formatted(what));
        }
        return value;
    }
}
