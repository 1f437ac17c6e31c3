package dev.chancery.ca;

import dev.chancery.ca.SshFault.Code;
import dev.chancery.pki.KeyFault;
import dev.chancery.pki.SshCertificateContent;
import dev.chancery.pki.SshCertificateKind;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshKeyType;
import dev.chancery.pki.SshNetwork;
import dev.chancery.pki.SshOption;
import dev.chancery.pki.SshPublicKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One request against one profile: gathers every fault. */
final class SshRules {
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_COMMAND = 4096;

    private final SshProfile profile;
    private final List<SshFault> faults = new ArrayList<>(0);

    private SshRules(SshProfile profile) {
        this.profile = profile;
    }

    static List<SshFault> check(SshRequest request, SshProfile profile) {
        SshRules rules = new SshRules(profile);
        rules.checkKey(request.key());
        rules.checkKeyId(request.keyId());
        rules.checkPrincipals(request.principals());
        rules.checkLifetime(request.lifetime());
        rules.checkNames(request.criticalOptions(), profile.criticalOptions(), Code.CRITICAL_OPTION);
        rules.checkNames(request.extensions(), profile.extensions(), Code.EXTENSION);
        for (SshOption option : request.criticalOptions()) {
            rules.checkCritical(option, request.key());
        }
        for (SshOption option : request.extensions()) {
            rules.checkFlag(option, Code.EXTENSION);
        }
        return rules.faults;
    }

    private void checkKey(SshPublicKey key) {
        if (!profile.keyTypes().contains(key.type())) {
            add(
                    Code.KEY,
                    "The key is of type " + key.type().wireName() + " (expected: "
                            + profile.keyTypes().stream()
                                    .map(SshKeyType::wireName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ").");
            return;
        }
        for (KeyFault fault : profile.keys().check(key.subjectPublicKey())) {
            add(Code.KEY, fault.sentence());
        }
    }

    /** sshd writes the key id into its log: it must not break a line there, nor fill one. */
    private void checkKeyId(String keyId) {
        if (!isText(keyId)) {
            add(
                    Code.KEY_ID,
                    "key id: " + shown(keyId) + " (expected: 1 to " + LONGEST_TEXT
                            + " characters without control characters).");
        }
    }

    private void checkPrincipals(List<String> principals) {
        if (principals.isEmpty()) {
            // An empty list would let the holder in as anybody where a server allows that.
            add(Code.PRINCIPAL, "principals: none (expected: at least 1).");
        }
        if (principals.size() > SshCertificateContent.MAX_PRINCIPALS) {
            add(
                    Code.PRINCIPAL,
                    "principals: " + principals.size() + " (expected: at most " + SshCertificateContent.MAX_PRINCIPALS
                            + ").");
        }
        Set<String> seen = new HashSet<>();
        for (String principal : principals) {
            if (!isPrincipal(principal)) {
                add(
                        Code.PRINCIPAL,
                        "principal: " + shown(principal) + " (expected: 1 to " + LONGEST_TEXT
                                + " characters without blanks, commas"
                                + (profile.kind() == SshCertificateKind.USER ? ", wildcards" : "")
                                + " and control characters).");
            } else if (!seen.add(principal)) {
                add(Code.PRINCIPAL, "principal: " + shown(principal) + " twice (expected: each once).");
            }
        }
    }

    /** Commas separate principals wherever people list them; a wildcard is a pattern for hosts and a trap for users. */
    private boolean isPrincipal(String principal) {
        return isText(principal)
                && principal.chars().noneMatch(c -> c == ',' || Character.isWhitespace(c) || Character.isSpaceChar(c))
                && (profile.kind() == SshCertificateKind.HOST
                        || principal.chars().noneMatch(c -> c == '*' || c == '?' || c == '!'));
    }

    private void checkLifetime(Duration lifetime) {
        long longest = profile.longest().toSeconds();
        boolean whole = lifetime.truncatedTo(ChronoUnit.SECONDS).equals(lifetime);
        if (!whole || lifetime.toSeconds() < 1 || lifetime.toSeconds() > longest) {
            add(Code.LIFETIME, "lifetime: " + lifetime + " (expected: whole seconds, from 1 to " + longest + ").");
        }
    }

    private void checkNames(List<SshOption> options, Set<String> allowed, Code code) {
        Set<String> seen = new HashSet<>();
        for (SshOption option : options) {
            if (!allowed.contains(option.name())) {
                add(
                        code,
                        word(code) + ": " + shown(option.name()) + " (expected: "
                                + (allowed.isEmpty()
                                        ? "none"
                                        : allowed.stream().sorted().collect(Collectors.joining(", ")))
                                + ").");
            } else if (!seen.add(option.name())) {
                add(code, word(code) + ": " + option.name() + " twice (expected: once).");
            }
        }
    }

    private void checkCritical(SshOption option, SshPublicKey key) {
        switch (option.name()) {
            case SshCriticalOption.FORCE_COMMAND -> {
                String command = option.text().orElse("");
                if (command.isBlank() || command.length() > LONGEST_COMMAND || command.indexOf('\n') >= 0) {
                    add(
                            Code.CRITICAL_OPTION,
                            "force-command: " + command.length()
                                    + " characters (expected: a command of one line, at most " + LONGEST_COMMAND
                                    + " characters).");
                }
            }
            case SshCriticalOption.SOURCE_ADDRESS -> checkNetworks(option.text().orElse(""));
            case SshCriticalOption.VERIFY_REQUIRED -> {
                checkFlag(option, Code.CRITICAL_OPTION);
                if (!key.type().isSecurityKey()) {
                    // sshd looks at it for security keys only: the promise would be silently broken.
                    add(
                            Code.CRITICAL_OPTION,
                            "verify-required: the key is of type " + key.type().wireName()
                                    + " (expected: the key of a security key).");
                }
            }
            default -> {
                // Not allowed by any profile here: already named.
            }
        }
    }

    /** sshd refuses everybody for one entry it does not understand. */
    private void checkNetworks(String list) {
        for (String network : list.split(",", -1)) {
            if (SshNetwork.parse(network).isEmpty()) {
                add(
                        Code.CRITICAL_OPTION,
                        "source-address: " + shown(network)
                                + " (expected: networks in CIDR notation, separated by commas, with no bits after the"
                                + " prefix).");
            }
        }
    }

    private void checkFlag(SshOption option, Code code) {
        if (!option.isFlag()) {
            add(code, word(code) + ": " + shown(option.name()) + " with data (expected: a flag without).");
        }
    }

    private void add(Code code, String sentence) {
        faults.add(new SshFault(code, sentence));
    }

    private static String word(Code code) {
        return code == Code.EXTENSION ? "extension" : "critical option";
    }

    /** Not empty, not too long, no control character and no half of a surrogate pair. */
    private static boolean isText(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TEXT
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.FORMAT);
    }

    /** Short and printable, or only its length: a refusal is no way into a log. */
    private static String shown(String text) {
        return text.length() <= 64
                        && text.codePoints()
                                .noneMatch(
                                        c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
                ? "\"" + text + "\""
                : "a text of " + text.length() + " characters";
    }
}
