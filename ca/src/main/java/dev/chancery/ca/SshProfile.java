package dev.chancery.ca;

import dev.chancery.pki.KeyPolicy;
import dev.chancery.pki.SshCertificateKind;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshKeyType;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one SSH CA may sign.
 *
 * @param kind certificates for users or for hosts
 * @param keyTypes the types of key it certifies
 * @param keys what such a key must be beside that, such as the length of an RSA modulus
 * @param longest the longest lifetime, in whole seconds
 * @param criticalOptions the names it allows
 * @param extensions the names it allows
 */
public record SshProfile(
        SshCertificateKind kind,
        Set<SshKeyType> keyTypes,
        KeyPolicy keys,
        Duration longest,
        Set<String> criticalOptions,
        Set<String> extensions) {
    /** The longest lifetime of a user's certificate: a day of work. */
    private static final Duration LONGEST_FOR_USERS = Duration.ofHours(24);

    /** The longest lifetime of a host's certificate. */
    private static final Duration LONGEST_FOR_HOSTS = Duration.ofDays(366);

    /** Copies the sets; refuses a bound below one second. */
    public SshProfile {
        if (longest.toSeconds() < 1) {
            throw new IllegalArgumentException("longest: " + longest + " (expected: at least 1 second)");
        }
        keyTypes = Set.copyOf(keyTypes);
        criticalOptions = Set.copyOf(criticalOptions);
        extensions = Set.copyOf(extensions);
    }

    /** For people: every type of key, up to 24 hours, every option OpenSSH knows and no other. */
    public static SshProfile users() {
        return new SshProfile(
                SshCertificateKind.USER,
                EnumSet.allOf(SshKeyType.class),
                KeyPolicy.standard(),
                LONGEST_FOR_USERS,
                SshCriticalOption.NAMES,
                Arrays.stream(SshExtension.values()).map(SshExtension::wireName).collect(Collectors.toSet()));
    }

    /** For servers: plain keys, up to a year, no options, because OpenSSH defines none for hosts. */
    public static SshProfile hosts() {
        return new SshProfile(
                SshCertificateKind.HOST,
                EnumSet.complementOf(EnumSet.of(SshKeyType.SK_ECDSA_P256, SshKeyType.SK_ED25519)),
                KeyPolicy.standard(),
                LONGEST_FOR_HOSTS,
                Set.of(),
                Set.of());
    }
}
