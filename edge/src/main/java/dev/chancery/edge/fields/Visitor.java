package dev.chancery.edge.fields;

import dev.chancery.trust.access.IpAddress;
import io.netty.util.AsciiString;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Who sits at the other end of a client's connection, in the words origins are told.
 *
 * @param address as it stands in X-Forwarded-For
 * @param forwarded as it stands in Forwarded, with {@code host} still to come (RFC 7239)
 * @param ip the address as numbers
 */
public record Visitor(AsciiString address, String forwarded, IpAddress ip) {
    /** The visitor at an address. */
    public static Visitor at(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        String node = address instanceof Inet6Address ? "\"[" + bare + "]\"" : bare;
        return new Visitor(
                AsciiString.of(bare), "for=" + node + ";proto=https;host=", IpAddress.of(address.getAddress()));
    }
}
