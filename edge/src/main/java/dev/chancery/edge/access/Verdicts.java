package dev.chancery.edge.access;

import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.PolicyJudge;
import dev.chancery.trust.access.Visitor;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a visitor of what a request shows, and asks the judge of policies about them. */
final class Verdicts {
    private final AppTokens tokens = new AppTokens();

    /** What came of it. */
    sealed interface Verdict {
        /**
         * Let in.
         *
         * @param token by which; null if by none
         */
        record Admitted(AccessFields told, @Nullable AppToken token, Instant until) implements Verdict {}

        /** Somebody who signs in may be let in. */
        record NotKnown(Why why) implements Verdict {}

        /**
         * Not let in.
         *
         * @param person whether somebody who signed in is not, rather than a machine
         * @param unauthorized whether to say so with 401
         */
        record Refused(boolean person, boolean unauthorized, Why why) implements Verdict {}
    }

    /** For programs and for people. */
    record Why(String word, String sentence) {
        static final Why NOTHING_SHOWN = new Why("token_missing", "Sign in, or show a token, to go on.");
        static final Why SERVICE_UNKNOWN = new Why("service_token_invalid", "The service token is not valid here.");
        static final Why SERVICE_REFUSED =
                new Why("service_token_refused", "The service token is not one this application lets in.");
        static final Why NOBODY = new Why("service_auth_required", "This application lets in services only.");
        static final Why DENIED = new Why("denied_by_policy", "A policy of this application keeps you out.");
        static final Why NO_POLICY = new Why("no_policy", "No policy of this application lets you in.");

        static Why of(TokenFault fault) {
            return new Why(fault.word(), fault.sentence());
        }
    }

    /** What becomes of a request for an application. */
    Verdict of(AccessConfig access, AccessApplication application, Shown shown, Asked asked, Instant now) {
        PolicyJudge judge = access.judge(application);
        Optional<AccessEntry.ServiceToken> service =
                Optional.ofNullable(shown.service()).flatMap(it -> it.of(application.account(), access, now));
        Visitor visitor = Visitor.at(asked.from().ip())
                .with(asked.certificate())
                .withServiceToken(service.map(AccessEntry.ServiceToken::id).orElse(null));
        AccessDecision decision = judge.decide(visitor);
        if (decision.admitted()) {
            return unsigned(decision, service);
        }
        @Nullable TokenFault fault = null;
        @Nullable AccessDecision denied = null;
        for (String text : shown.tokens()) {
            switch (tokens.read(text, application, access, now)) {
                case TokenReading.Bad(var why) -> fault = why;
                case TokenReading.Good(var token) -> {
                    AccessDecision of = judge.decide(with(visitor, token, application, access, now));
                    if (of.admitted()) {
                        return signed(of, token, text);
                    }
                    denied = of;
                }
            }
        }
        if (denied != null) {
            return new Verdict.Refused(
                    true,
                    false,
                    denied instanceof AccessDecision.Denied(var policy) && policy != null ? Why.DENIED : Why.NO_POLICY);
        }
        if (shown.service() != null) {
            return service.isPresent()
                    ? new Verdict.Refused(false, false, Why.SERVICE_REFUSED)
                    : new Verdict.Refused(false, true, Why.SERVICE_UNKNOWN);
        }
        return decision instanceof AccessDecision.SignIn
                ? new Verdict.NotKnown(fault == null ? Why.NOTHING_SHOWN : Why.of(fault))
                : new Verdict.Refused(false, application.refusals().serviceUnauthorized(), Why.NOBODY);
    }

    private static Verdict unsigned(AccessDecision decision, Optional<AccessEntry.ServiceToken> service) {
        AccessFields told = decision instanceof AccessDecision.Service && service.isPresent()
                ? AccessFields.of(null, service.get().clientId())
                : AccessFields.NONE;
        Instant until = service.flatMap(it -> Optional.ofNullable(it.expires())).orElse(Instant.MAX);
        return new Verdict.Admitted(told, null, until);
    }

    private static Verdict signed(AccessDecision decision, AppToken token, String text) {
        @Nullable Person person = token.person();
        @Nullable String service = token.service();
        AccessFields told = AccessFields.NONE;
        if (!(decision instanceof AccessDecision.Bypassed)) {
            told = person != null
                    ? AccessFields.of(text, person)
                    : service != null ? AccessFields.of(text, service) : AccessFields.NONE;
        }
        return new Verdict.Admitted(told, token, token.expires());
    }

    private static Visitor with(
            Visitor visitor, AppToken token, AccessApplication application, AccessConfig access, Instant now) {
        @Nullable Person person = token.person();
        if (person != null) {
            return visitor.with(person);
        }
        @Nullable String client = token.service();
        return client == null
                ? visitor
                : visitor.withServiceToken(access.serviceToken(application.account(), client)
                        .filter(it -> it.expires() == null || now.isBefore(it.expires()))
                        .map(AccessEntry.ServiceToken::id)
                        .orElse(null));
    }

    /** Whether somebody who was let in would be so again. */
    static boolean again(
            Guest guest,
            AccessConfig access,
            AccessApplication application,
            ClientCertificate certificate,
            Instant now) {
        @Nullable ShownService shown = guest.service();
        Visitor visitor = Visitor.at(guest.address()).with(certificate);
        if (shown != null) {
            visitor = visitor.withServiceToken(shown.of(application.account(), access, now)
                    .map(AccessEntry.ServiceToken::id)
                    .orElse(null));
        }
        @Nullable AppToken token = guest.token();
        if (token != null && AppTokens.again(token, application, access, now) instanceof TokenReading.Good) {
            visitor = with(visitor, token, application, access, now);
        }
        return access.judge(application).decide(visitor).admitted();
    }
}
