package dev.chancery.control.http;

import dev.chancery.control.principal.Principal;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Credentials;
import dev.chancery.control.v4.Envelope;
import dev.chancery.control.v4.Gate;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The way of one request, without its socket: credentials, rate limit, gate, endpoint, envelope. Whatever goes wrong
 * becomes an envelope here; nothing escapes.
 */
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger("dev.chancery.requests");

    private final Authenticator authenticator;
    private final RateLimiter limiter;
    private final Gate gate;

    Front(Authenticator authenticator, RateLimiter limiter, Gate gate) {
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.gate = gate;
    }

    /** An answer as bytes. Header names are lower case. */
    @SuppressWarnings("ArrayRecordComponent") // on its way to the socket; never compared
    record Rendered(int status, String contentType, byte[] body, Map<String, String> headers) {}

    /**
     * Answers a request.
     *
     * @param header looks up a request header by lower-case name; null when absent
     */
    Rendered answer(Route route, Call.Inbound inbound, UnaryOperator<@Nullable String> header) {
        Map<String, String> headers = new HashMap<>();
        headers.put("cf-ray", inbound.requestId());
        headers.put("x-request-id", inbound.requestId());
        try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", inbound.requestId())) {
            try {
                return rendered(endpointAnswer(route, inbound, header, headers), headers);
            } catch (Refusal refusal) {
                LOG.atDebug()
                        .addKeyValue("route", route.name())
                        .addKeyValue("code", refusal.code().number())
                        .log("refused");
                return refused(refusal.faults(), headers);
            } catch (RuntimeException | StackOverflowError failure) {
                LOG.atError()
                        .addKeyValue("route", route.name())
                        .setCause(failure)
                        .log("failed");
                return refused(
                        List.of(ErrorCode.INTERNAL_FAILURE.at(
                                "Internal Server Error (request id %s)".formatted(inbound.requestId()))),
                        headers);
            }
        }
    }

    private Answer endpointAnswer(
            Route route, Call.Inbound inbound, UnaryOperator<@Nullable String> header, Map<String, String> headers) {
        if (route.permission() instanceof Permission.Anyone) {
            return route.endpoint().answer(gate.admit(route, inbound, null));
        }
        Credentials credentials = Credentials.read(
                header.apply("authorization"), header.apply("x-auth-email"), header.apply("x-auth-key"));
        Principal principal = authenticated(route, credentials, inbound.ip());
        switch (limiter.count(principal)) {
            case RateLimiter.Verdict.Admitted(var told) -> headers.putAll(told);
            case RateLimiter.Verdict.Exceeded(long seconds, var told) -> {
                headers.putAll(told);
                headers.put("retry-after", Long.toString(seconds));
                throw ErrorCode.RATE_LIMITED.refusal(
                        "More requests than the rate limit allows (expected: retry after %d seconds)"
                                .formatted(seconds));
            }
        }
        return route.endpoint().answer(gate.admit(route, inbound, principal));
    }

    private Principal authenticated(Route route, Credentials credentials, String ip) {
        try {
            return authenticator.authenticate(credentials, ip);
        } catch (Refusal refusal) {
            if (route.permission() instanceof Permission.OwnToken
                    && refusal.code() == ErrorCode.AUTHENTICATION_FAILED) {
                throw ErrorCode.INVALID_TOKEN.refusal("Invalid API Token");
            }
            throw refusal;
        }
    }

    static Rendered rendered(Answer answer, Map<String, String> headers) {
        return switch (answer) {
            case Answer.Enveloped good -> new Rendered(good.status(), "application/json", Envelope.of(good), headers);
            case Answer.Raw(int status, String type, byte[] body, Map<String, String> own) -> {
                headers.putAll(own);
                yield new Rendered(status, type, body, headers);
            }
        };
    }

    static Rendered refused(List<Fault> faults, Map<String, String> headers) {
        int status = faults.getFirst().code().httpStatus();
        if (status == 409) {
            // Every official SDK retries a 409 twice; a real conflict does not go away by asking again.
            headers.put("x-should-retry", "false");
        }
        return new Rendered(status, "application/json", Envelope.of(faults), headers);
    }
}
