package dev.chancery.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An edge as a process of its own, started by {@code ./chancery} as a user would, that can be killed, stopped and continued. */
public final class EdgeProcess implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final InetSocketAddress address;
    private Process process;

    private EdgeProcess(List<String> command, Map<String, String> environment, Path folder, InetSocketAddress address)
            throws IOException {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.address = address;
        Files.createDirectories(folder);
        this.process = launch();
    }

    /**
     * Starts an edge that follows a control plane, and does not wait for it.
     *
     * @param folder where its data folder and log lie; one that has joined before needs no token again
     * @param control where it finds control
     * @param token to join with, once
     */
    public static EdgeProcess following(Path folder, String control, String token, Map<String, String> environment)
            throws IOException {
        InetSocketAddress address = FreePort.find();
        List<String> command = new ArrayList<>(chancery("start", "--roles", "edge"));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        command.addAll(List.of("--edge-listen", "127.0.0.1:" + address.getPort()));
        command.addAll(List.of("--control", control, "--join-token", token));
        return new EdgeProcess(command, environment, folder, address);
    }

    /** Starts an edge that believes a file and hears nobody, and does not wait for it. */
    public static EdgeProcess believing(Path folder, Path file, Map<String, String> environment) throws IOException {
        InetSocketAddress address = FreePort.find();
        List<String> command = new ArrayList<>(chancery("edge", "--file", file.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:" + address.getPort()));
        return new EdgeProcess(command, environment, folder, address);
    }

    private static List<String> chancery(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Checkout.root().resolve("chancery").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process launch() throws IOException {
        return Processes.start(command, environment, folder.resolve("edge.log"));
    }

    /** Returns where it listens for clients, at this start and at every later one. */
    public InetSocketAddress address() {
        return address;
    }

    /** Waits until it takes connections. */
    public void awaitListening() throws IOException {
        for (long waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += 20) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Processes.pause(20);
            }
        }
        throw new IOException("the edge does not listen:\n" + log());
    }

    /** Returns its resident memory in MiB, its children's too: {@code ./chancery} may stay as the parent of the JVM. */
    public long residentMib() throws IOException {
        return Processes.residentKib(process) / 1024;
    }

    /** Returns how many files and sockets it has open, where nothing stands between {@code ./chancery} and the JVM. */
    public long openFiles() throws IOException {
        return Processes.openFiles(process);
    }

    /** Has it look through its memory for what nobody holds any more. */
    public void collectGarbage() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Processes.run(List.of(jcmd, Long.toString(process.pid()), "GC.run"));
    }

    /** Returns all it has said. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("edge.log"));
    }

    /** Kills it with SIGKILL and returns when it is gone. */
    public void kill() {
        Processes.await(process.destroyForcibly());
    }

    /** Starts it again on the same data. */
    public void restart() throws IOException {
        process = launch();
    }

    /** Stops it where it stands (SIGSTOP): its sockets stay, and nobody serves them. */
    public void suspend() throws IOException {
        signal("-STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() throws IOException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException {
        Processes.run(List.of("kill", name, Long.toString(process.pid())));
    }

    /** Kills it: what an edge leaves behind at a gentle end is tested elsewhere. */
    @Override
    public void close() {
        kill();
    }
}
