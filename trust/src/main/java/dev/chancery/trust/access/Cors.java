package dev.chancery.trust.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edge answers to a preflight in the application's stead (Fetch standard, CORS protocol).
 *
 * @param anyOrigin whether pages of every origin may ask
 * @param origins those that may
 * @param anyMethod whether with every method
 * @param methods those
 * @param anyHeader whether with every header
 * @param headers those
 * @param credentials whether with cookies
 * @param maxAge for how many seconds a browser keeps the answer, -1 for not at all; null where it is not said
 */
public record Cors(
        boolean anyOrigin,
        List<String> origins,
        boolean anyMethod,
        List<String> methods,
        boolean anyHeader,
        List<String> headers,
        boolean credentials,
        @Nullable Integer maxAge) {
    public Cors {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
    }
}
