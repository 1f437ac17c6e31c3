package dev.chancery.control.tokens;

import dev.chancery.control.principal.Cidr;
import java.net.InetAddress;
import java.util.List;

/**
 * Where a token may be used from.
 *
 * @param in networks one of which the caller's address must lie in; empty means anywhere
 * @param notIn networks none of which it may lie in
 */
public record TokenCondition(List<Network> in, List<Network> notIn) {
    /** No condition at all. */
    public static final TokenCondition NONE = new TokenCondition(List.of(), List.of());

    /**
     * A network and how it was written; answers repeat the writing.
     *
     * @param text as sent
     * @param cidr what it means
     */
    public record Network(String text, Cidr cidr) {}

    public TokenCondition {
        in = List.copyOf(in);
        notIn = List.copyOf(notIn);
    }

    /** Whether nothing is asked of the address. */
    public boolean isNone() {
        return in.isEmpty() && notIn.isEmpty();
    }

    /** Whether a caller at this address may use the token; an address that is none may not. */
    boolean admits(String ip) {
        return isNone() || Cidr.address(ip).filter(this::admits).isPresent();
    }

    private boolean admits(InetAddress address) {
        return (in.isEmpty() || in.stream().anyMatch(network -> network.cidr().contains(address)))
                && notIn.stream().noneMatch(network -> network.cidr().contains(address));
    }
}
