package dev.chancery.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which seal protects the keys. */
final class SealOptions {
    @Option(
            names = "--seal-key",
            paramLabel = "FILE",
            description = "The local seal's key file, mode 0600 (made in the data folder at the first start).")
    @Nullable
    Path keyFile;

    @Option(
            names = "--seal-passphrase-file",
            paramLabel = "FILE",
            description =
                    "Seal with a passphrase (at least 12 characters), read from this file's first line, instead of a"
                            + " key file. CHANCERY_SEAL_PASSPHRASE does the same.")
    @Nullable
    Path passphraseFile;
}
