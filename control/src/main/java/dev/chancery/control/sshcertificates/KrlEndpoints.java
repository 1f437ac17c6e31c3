package dev.chancery.control.sshcertificates;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import dev.chancery.pki.SshKrl;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /ssh/{ca_id}.krl}: open to everybody, at the root of the listener, for the servers that trust the CA. */
public final class KrlEndpoints implements Endpoints {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{48}|[0-9a-f-]{36})\\.krl");

    private final ReadKrl read;

    public KrlEndpoints(ReadKrl read) {
        this.read = read;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/ssh/{file}", new Permission.Anyone(), this::krl));
    }

    private Answer krl(Call call) {
        Matcher file = FILE.matcher(call.path("file"));
        if (!file.matches()) {
            throw noSuchList(call);
        }
        SshKrl krl = read.read(file.group(1)).orElseThrow(() -> noSuchList(call));
        String tag = "\"%s-%d\"".formatted(krl.version(), krl.generated().getEpochSecond());
        // Kept by whoever likes, and asked about every time: a copy says nothing of what was revoked after it.
        Map<String, String> headers = Map.of("etag", tag, "cache-control", "public, no-cache, no-transform");
        boolean held = call.header("if-none-match").filter(tag::equals).isPresent();
        return held
                ? new Answer.Raw(304, SshKrl.MEDIA_TYPE, new byte[0], headers)
                : new Answer.Raw(200, SshKrl.MEDIA_TYPE, krl.encode().toByteArray(), headers);
    }

    private static RuntimeException noSuchList(Call call) {
        return ErrorCode.INVALID_IDENTIFIER.refusal(
                "file: %s (expected: the id of an SSH CA and .krl)".formatted(Excerpt.of(call.path("file"))));
    }
}
