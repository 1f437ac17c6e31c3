package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.access.web.Page;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.AccessRequest;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.Visitor;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of somebody who is signed in: a code for the application they want, or a no. */
final class Arrivals {
    private static final Duration CODE_LIFE = Duration.ofSeconds(60);

    private final AccessPlane plane;
    private final Words words;

    Arrivals(AccessPlane plane, Words words) {
        this.plane = plane;
        this.words = words;
    }

    /** What the application's policies say of a person who asks from an address. */
    AccessDecision judged(Destination destination, Person person, String client) {
        return plane.head()
                .now()
                .judge(destination.application())
                .atSignIn(new Visitor(person, null, ClientCertificate.UNSEEN, address(client), null));
    }

    private static @Nullable IpAddress address(String client) {
        try {
            return IpAddress.of(InetAddress.ofLiteral(client).getAddress());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Sends somebody on, or says no; notes either. */
    WebAnswer arrive(Team team, Destination destination, Session session, WebRequest request) {
        return switch (judged(destination, session.person(), request.client())) {
            case AccessDecision.Allowed(AccessPolicy policy) -> admit(team, destination, session, policy, request);
            case AccessDecision.Bypassed(AccessPolicy policy) -> admit(team, destination, session, policy, request);
            case AccessDecision.Service(AccessPolicy policy) -> admit(team, destination, session, policy, request);
            case AccessDecision.Denied _, AccessDecision.SignIn _ -> deny(team, destination, session, request);
        };
    }

    private WebAnswer admit(
            Team team, Destination destination, Session session, AccessPolicy policy, WebRequest request) {
        note(destination, session.providerType(), Optional.of(session), request, Optional.empty());
        Duration said = policy.session();
        Duration life = said == null ? destination.application().session() : said;
        String code = words.next();
        ObjectNode kept = destination.json();
        kept.put("nonce", session.nonce()).put("seconds", life.toSeconds());
        plane.once().put(OnceKind.CODE, code, team.account(), kept, CODE_LIFE);
        return WebAnswer.redirect(URI.create(destination.base(team) + "/cdn-cgi/access/authorized?code=" + code
                + "&redirect_url=" + Urls.encoded(destination.path().text())));
    }

    private WebAnswer deny(Team team, Destination destination, Session session, WebRequest request) {
        note(
                destination,
                session.providerType(),
                Optional.of(session),
                request,
                Optional.of("No policy of the application lets them in."));
        URI elsewhere = destination.application().refusals().personUrl();
        if (elsewhere != null) {
            return WebAnswer.redirect(elsewhere);
        }
        String message = destination.application().refusals().message();
        return Page.of(
                403,
                "No access",
                """
                <p class="said bad">%s</p>
                <p class="quiet">You are signed in as %s.</p>
                <a class="choice" href="%s">Sign in as somebody else</a>
                """.formatted(
                                Page.escaped(message == null ? "You may not use " + named(destination) + "." : message),
                                Page.escaped(session.identity().email()),
                                Page.escaped(destination.login(team) + "&again=1")),
                Looks.of(team));
    }

    /** Somebody came back without having signed in. */
    WebAnswer failed(
            Team team, Destination destination, String providerType, SignInRefused refused, WebRequest request) {
        note(destination, providerType, Optional.empty(), request, Optional.of(refused.sentence()));
        return Page.of(
                403,
                "Not signed in",
                "<p class=\"said bad\">%s</p><a class=\"choice\" href=\"%s\">Try again</a>"
                        .formatted(
                                Page.escaped(refused.sentence()),
                                Page.escaped(destination.login(team).toString())),
                Looks.of(team));
    }

    private static String named(Destination destination) {
        String name = destination.application().name();
        return name.isEmpty() ? destination.host() : name;
    }

    private void note(
            Destination destination,
            String connection,
            Optional<Session> session,
            WebRequest request,
            Optional<String> refused) {
        plane.requests()
                .note(new AccessRequest(
                        new AccountId(destination.application().account().hex()),
                        connection,
                        session.map(Session::user),
                        Optional.of(destination.application().id()),
                        destination.host(),
                        request.client(),
                        request.id(),
                        refused));
    }
}
