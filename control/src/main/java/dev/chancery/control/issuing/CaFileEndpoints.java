package dev.chancery.control.issuing;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import dev.chancery.pki.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /ca/{ca_id}.crt} (DER) and {@code /ca/{ca_id}.pem}: open to everybody, at the root of the listener. */
public final class CaFileEndpoints implements Endpoints {
    private static final int ID = 36;

    /** A CA's certificate never changes. */
    private static final Map<String, String> HEADERS = Map.of("cache-control", "public, max-age=86400");

    private final ReadCaFile read;

    public CaFileEndpoints(ReadCaFile read) {
        this.read = read;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/ca/{file}", new Permission.Anyone(), this::file));
    }

    private Answer file(Call call) {
        String name = call.path("file");
        if (name.length() != ID + 4) {
            throw noSuchFile(name);
        }
        UUID id = id(name);
        return switch (name.substring(ID)) {
            // RFC 2585 section 4.1
            case ".crt" ->
                raw("application/pkix-cert", certificate -> certificate.der().toByteArray(), id);
            case ".pem" ->
                raw(
                        "application/x-pem-file",
                        certificate -> certificate.toPem().getBytes(StandardCharsets.US_ASCII),
                        id);
            default -> throw noSuchFile(name);
        };
    }

    private Answer raw(String type, java.util.function.Function<Certificate, byte[]> form, UUID id) {
        return new Answer.Raw(200, type, form.apply(read.read(id)), HEADERS);
    }

    private static UUID id(String name) {
        try {
            return UUID.fromString(name.substring(0, ID));
        } catch (IllegalArgumentException e) {
            throw noSuchFile(name);
        }
    }

    private static Refusal noSuchFile(String name) {
        return ErrorCode.CA_NOT_FOUND.refusal(
                "file: %s (expected: a CA's id with .crt or .pem)".formatted(Excerpt.of(name)));
    }
}
