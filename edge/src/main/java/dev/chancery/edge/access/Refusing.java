package dev.chancery.edge.access;

import dev.chancery.edge.access.Verdicts.Verdict;
import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.trust.access.AccessApplication;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a request of somebody the policies do not let in, as the application has it. */
final class Refusing {
    private Refusing() {}

    static Answer answer(AccessApplication application, String host, HttpRequest request, Verdict.Refused refused) {
        Map<String, String> fields = new LinkedHashMap<>(names(application, host));
        @Nullable
        URI elsewhere = refused.person()
                ? application.refusals().personUrl()
                : application.refusals().serviceUrl();
        if (elsewhere != null && Navigation.is(request)) {
            fields.put("location", elsewhere.toASCIIString());
            return Answer.of(Reason.SENT_ELSEWHERE, refused.why().word(), Reason.SENT_ELSEWHERE.sentence())
                    .with(fields);
        }
        if (refused.unauthorized()) {
            fields.put("www-authenticate", "Cloudflare-Access realm=\"" + host + "\"");
        }
        @Nullable String message = application.refusals().message();
        return Answer.of(
                        refused.unauthorized() ? Reason.TOKEN_MISSING : Reason.ACCESS_DENIED,
                        refused.why().word(),
                        message == null ? refused.why().sentence() : message)
                .with(fields);
    }

    /** By these clients learn which application stands in their way. */
    static Map<String, String> names(AccessApplication application, String host) {
        return Map.of("cf-access-aud", application.aud().hex(), "cf-access-domain", host);
    }
}
