package dev.chancery.pki;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of a certificate's {@code source-address}: CIDR notation (RFC 4632, RFC 4291) as sshd reads it, which refuses a
 * whole list for one entry it does not understand.
 *
 * @param address its first address, 4 or 16 bytes, all bits after the prefix zero
 * @param prefix its length in bits
 */
public record SshNetwork(Der address, int prefix) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_GROUPS = 8;
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6_PART = Pattern.compile("([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,7})?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");
    private static final String GAP = "::";

    /** Refuses an address of neither length, a prefix that does not fit, or bits after it. */
    public SshNetwork {
        int bits = 8 * address.length();
        if ((address.length() != IPV4_BYTES && address.length() != 2 * IPV6_GROUPS)
                || prefix < 0
                || prefix > bits
                || hasBitsAfter(address, prefix)) {
            throw new IllegalArgumentException(address.length() + " bytes with a prefix of " + prefix
                    + " bits (expected: the first address of a network and the length of its prefix)");
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a bare address; empty if it is none, or not a network's first. */
    public static Optional<SshNetwork> parse(String text) {
        int slash = text.indexOf('/');
        Optional<Der> address = address(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (address.isEmpty() || (slash >= 0 && !LENGTH.matcher(length).matches())) {
            return Optional.empty();
        }
        int bits = 8 * address.get().length();
        int prefix = slash < 0 ? bits : Integer.parseInt(length);
        return prefix > bits || hasBitsAfter(address.get(), prefix)
                ? Optional.empty()
                : Optional.of(new SshNetwork(address.get(), prefix));
    }

    private static Optional<Der> address(String text) {
        return IPV4.matcher(text).matches() ? ipv4(text) : ipv6(text);
    }

    private static Optional<Der> ipv4(String text) {
        byte[] bytes = new byte[IPV4_BYTES];
        int at = 0;
        for (String part : text.split("\\.", -1)) {
            int value = Integer.parseInt(part);
            if (value > 255) {
                return Optional.empty();
            }
            bytes[at++] = (byte) value;
        }
        return Optional.of(Der.wrap(bytes));
    }

    /** Eight groups, or fewer around one gap (RFC 4291 section 2.2, without the form that ends in an IPv4 address). */
    private static Optional<Der> ipv6(String text) {
        int gap = text.indexOf(GAP);
        String head = gap < 0 ? text : text.substring(0, gap);
        String tail = gap < 0 ? "" : text.substring(gap + GAP.length());
        if (!IPV6_PART.matcher(head).matches() || !IPV6_PART.matcher(tail).matches()) {
            return Optional.empty();
        }
        List<Integer> before = groups(head);
        List<Integer> after = groups(tail);
        int given = before.size() + after.size();
        if (gap < 0 ? given != IPV6_GROUPS : given >= IPV6_GROUPS) {
            return Optional.empty();
        }
        byte[] bytes = new byte[2 * IPV6_GROUPS];
        put(bytes, 0, before);
        put(bytes, IPV6_GROUPS - after.size(), after);
        return Optional.of(Der.wrap(bytes));
    }

    private static List<Integer> groups(String part) {
        return part.isEmpty()
                ? List.of()
                : Arrays.stream(part.split(":", -1))
                        .map(group -> Integer.parseInt(group, 16))
                        .toList();
    }

    private static void put(byte[] bytes, int from, List<Integer> groups) {
        int at = 2 * from;
        for (int group : groups) {
            bytes[at++] = (byte) (group >> 8);
            bytes[at++] = (byte) group;
        }
    }

    private static boolean hasBitsAfter(Der address, int prefix) {
        for (int bit = prefix; bit < 8 * address.length(); bit++) {
            if ((address.at(bit >> 3) & (0x80 >> (bit & 7))) != 0) {
                return true;
            }
        }
        return false;
    }

    /** CIDR notation, always with the prefix. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        boolean ipv4 = address.length() == IPV4_BYTES;
        for (int i = 0; i < address.length(); i += ipv4 ? 1 : 2) {
            int first = address.at(i) & 0xff;
            text.append(i == 0 ? "" : ipv4 ? "." : ":")
                    .append(
                            ipv4
                                    ? String.valueOf(first)
                                    : Integer.toHexString(first << 8 | (address.at(i + 1) & 0xff)));
        }
        return text.append('/').append(prefix).toString();
    }
}
