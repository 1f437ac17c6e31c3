package dev.chancery.access;

import dev.chancery.access.http.AccessServer;
import dev.chancery.access.http.EdgeSecret;
import dev.chancery.access.signin.PinMail;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.house.House;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.PlainListener;
import dev.chancery.testkit.Caller;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** The role access beside a house, behind its real listener; callers stand where an edge stands. */
public final class AccessHouse implements AutoCloseable {
    private final AccessPlane plane;
    private final AccessServer server;

    /** Opens the role over a house. */
    public static AccessHouse beside(House house) {
        return beside(house, Optional.empty());
    }

    /** The same, where PINs are brought to people. */
    public static AccessHouse beside(House house, Optional<PinMail> mail) {
        AccessHouse access = new AccessHouse(house, mail);
        access.server.start();
        return access;
    }

    private AccessHouse(House house, Optional<PinMail> mail) {
        this.plane = house.control().access();
        this.server = new AccessServer(
                PlainListener.at("127.0.0.1", 0, Limits.byDefault().withoutPatience()),
                new EdgeSecret(plane.edgeSecret().reveal()),
                () -> "0123456789abcdef",
                Access.wire(plane, new Access.Rim(house::now, new SecureRandom(), mail, Runnable::run, any -> false))
                        .endpoints());
    }

    /** Gives an account an organization whose people sign in at a domain of its own, and answers that domain. */
    public static String organization(Tenant tenant) {
        String domain = "login." + tenant.zoneName();
        tenant.post("/accounts/{account}/access/organizations", Map.of("name", "Example", "auth_domain", domain))
                .result(201);
        return domain;
    }

    /** What an edge passes on of somebody who asks for a host. */
    public Caller at(String host) {
        return stranger()
                .with(
                        EdgeSecret.HEADER,
                        plane.edgeSecret().reveal(),
                        "X-Forwarded-Host",
                        host,
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-For",
                        "192.0.2.7");
    }

    /** Somebody who found the listener without being an edge. */
    public Caller stranger() {
        return Caller.nobody("http://127.0.0.1:" + server.port());
    }

    /** What control offers. */
    public AccessPlane plane() {
        return plane;
    }

    @Override
    public void close() {
        server.close();
    }
}
