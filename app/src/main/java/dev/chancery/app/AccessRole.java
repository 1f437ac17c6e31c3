package dev.chancery.app;

import dev.chancery.access.Access;
import dev.chancery.access.http.AccessServer;
import dev.chancery.access.http.EdgeSecret;
import dev.chancery.access.mail.SmtpPinMail;
import dev.chancery.control.Control;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.PlainListener;
import dev.chancery.control.http.RequestIds;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;

/** The role {@code access}, beside control in one process. */
final class AccessRole {
    private AccessRole() {}

    /**
     * Opens its listener.
     *
     * @throws Unusable if the address cannot be listened on
     */
    static AccessServer open(StartCommand command, DataFolder data, AccessPlane plane, Control.Rim rim) {
        HostPort where = new Ports(data).kept("access", command.access.hostPort(command.listen.hostPort()));
        RequestIds ids = new RequestIds(new SplittableRandom(rim.random().nextLong()));
        Access access = Access.wire(
                plane,
                new Access.Rim(
                        rim.clock(),
                        rim.random(),
                        command.access.smtp().map(server -> new SmtpPinMail(server, rim.clock())),
                        mail -> Thread.ofVirtual().name("mail").start(mail),
                        AccessRole::rested));
        AccessServer server = new AccessServer(
                PlainListener.at(where.host(), where.port(), Limits.byDefault()),
                new EdgeSecret(plane.edgeSecret().reveal()),
                ids::next,
                access.endpoints());
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw new Unusable(
                    "Cannot listen for the role access on %s: %s.".formatted(where, Listeners.rootMessage(e)));
        }
        plane.meeting().at(URI.create("http://%s:%d".formatted(where.urlHost(), where.port())));
        return server;
    }

    private static boolean rested(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
