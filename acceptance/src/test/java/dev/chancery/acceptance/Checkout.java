package dev.chancery.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The checkout the tests run in: the one place that knows where things lie in it. */
final class Checkout {

    private static final Path ROOT = find();

    private Checkout() {}

    /** Returns the root of the checkout. */
    static Path root() {
        return ROOT;
    }

    /** Returns the folder of the Node package of this name under {@code acceptance/clients}. */
    static Path client(String name) {
        return ROOT.resolve("acceptance").resolve("clients").resolve(name);
    }

    /** Returns a file the tests leave behind for a reader, under {@code acceptance/target}. */
    static Path output(String name) {
        return ROOT.resolve("acceptance").resolve("target").resolve(name);
    }

    /** Returns the folder of the built product's jars. */
    static Path productJars() {
        return ROOT.resolve("app").resolve("target").resolve("dist").resolve("lib");
    }

    private static Path find() {
        Path here = Path.of(System.getProperty("chancery.root", "")).toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("acceptance")) && Files.isDirectory(folder.resolve("app"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no checkout of Chancery at or above " + Objects.toString(here));
    }
}
