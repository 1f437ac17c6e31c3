package dev.chancery.access.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where at the application's own host somebody wanted to go. It can name no other host, however a browser reads it.
 *
 * @param text a path and perhaps a query: printable ASCII, one slash at its beginning
 */
record ReturnPath(String text) {
    private static final int LONGEST = 4096;
    private static final Pattern FORM = Pattern.compile("/(?:[!-~&&[^/\\\\#]][!-~&&[^\\\\#]]*)?");

    /** Reads one; empty if the text is none. */
    static Optional<ReturnPath> parse(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.of(new ReturnPath(text))
                : Optional.empty();
    }
}
