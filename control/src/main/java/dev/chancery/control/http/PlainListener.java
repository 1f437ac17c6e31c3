package dev.chancery.control.http;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.net.InetSocketAddress;

/** A plain-HTTP listener within limits, for another role to put its routes on. */
public final class PlainListener {
    private PlainListener() {}

    /**
     * A listener that is not open yet.
     *
     * @param host a host name or IP literal
     * @param port 0 takes a free one
     */
    public static ServerBuilder at(String host, int port, Limits limits) {
        ServerBuilder builder = Server.builder()
                .port(new InetSocketAddress(host, port), SessionProtocol.HTTP)
                .bossGroupFactory(AcceptLoop::named);
        ApiServer.limit(builder, limits);
        return builder;
    }
}
