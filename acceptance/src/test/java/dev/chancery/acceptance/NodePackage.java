package dev.chancery.acceptance;

import dev.chancery.bench.server.Npm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A Node package under {@code acceptance/clients}, installed from its lock file the first time a test wants it. */
record NodePackage(Path folder) {

    /**
     * Returns the package with its dependencies in place, running {@code npm ci} when they are missing or older than the
     * lock file. Install scripts never run.
     */
    static NodePackage installed(String name) {
        Path folder = Checkout.client(name);
        try {
            Npm.install(folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return new NodePackage(folder);
    }

    /** Starts describing a run of one of the package's own programs or scripts by Node. */
    Command node(String script, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = folder.resolve(script).toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Command.of("node", all).in(folder);
    }
}
