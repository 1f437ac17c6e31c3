package dev.chancery.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;

/** Shows a person a page: says where it is, and opens their browser there if it can. */
record Browser(PrintWriter out, boolean onlySay) {
    /** What opens a page on a desktop, in the order tried. */
    private static final List<String> OPENERS = List.of("xdg-open", "open");

    void show(URI page) {
        out.printf("Sign in here:%n%n  %s%n%n", page);
        out.flush();
        if (onlySay) {
            return;
        }
        for (String opener : OPENERS) {
            if (started(opener, page)) {
                return;
            }
        }
    }

    /** It outlives this command; where there is none, the person has read the address. */
    private static boolean started(String opener, URI page) {
        try {
            new ProcessBuilder(opener, page.toASCIIString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
