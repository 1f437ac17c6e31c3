package dev.chancery.bench;

import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code ssh-keygen -s}, the peer of whoever signs SSH certificates: one process that certifies many keys. */
final class SshKeygen {

    private SshKeygen() {}

    /**
     * Returns how many certificates it makes a second, its start included.
     *
     * @param ca the CA's private key
     * @param keys the public keys, each in a file of its own
     * @param pinned puts the command where it is to run
     */
    static double rate(Path ca, List<Path> keys, UnaryOperator<List<String>> pinned) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-s",
                ca.toString(),
                "-I",
                "ee999b4ddfaf68141015a02bcfa17b7e",
                "-n",
                "austin",
                "-V",
                "+180s"));
        keys.forEach(key -> command.add(key.toString()));
        long began = System.nanoTime();
        Processes.run(pinned.apply(command));
        return keys.size() * 1e9 / (System.nanoTime() - began);
    }
}
