package dev.chancery.pki;

import dev.chancery.testkit.LimboCase.PeerName;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Whom a certificate names, matched as RFC 9525 section 6 asks of clients. Chancery judges clients and never asks this: it is
 * here so that published cases of servers can be replayed.
 */
record PeerNames(List<GeneralName> names) {
    static PeerNames of(Certificate certificate) {
        return new PeerNames(new PathNode(certificate, PathNode.Origin.PRESENTED).alternativeNames());
    }

    /** Whether each of the expected is named. */
    boolean areThoseOf(List<PeerName> expected) {
        return expected.stream().allMatch(peer -> names.stream().anyMatch(name -> matches(name, peer)));
    }

    private static boolean matches(GeneralName name, PeerName peer) {
        return switch (name) {
            case GeneralName.Dns(String pattern) -> peer.kind().equals("DNS") && isHost(pattern, peer.value());
            case GeneralName.Ip(Der octets) -> peer.kind().equals("IP") && octets.equals(address(peer.value()));
            case GeneralName.Email(String address) -> peer.kind().equals("RFC822") && address.equals(peer.value());
            case GeneralName.Directory _, GeneralName.Uri _, GeneralName.Other _ -> false;
        };
    }

    /** An asterisk stands for the whole first label, and not for a host of a top-level domain. */
    private static boolean isHost(String pattern, String host) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("*.")) {
            return lower.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot + 1).equals(lower.substring(2)) && lower.indexOf('.', 2) > 0;
    }

    private static Der address(String literal) {
        try {
            return Der.of(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(literal, e);
        }
    }
}
