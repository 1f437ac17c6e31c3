package dev.chancery.control.sshcertificates;

import dev.chancery.control.v4.Body;
import dev.chancery.pki.UInt64;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which certificates are meant: {@code serial}, {@code key_id} or {@code email}, exactly one of them. */
final class WhichBody {
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final List<String> NAMES = List.of("serial", "key_id", "email");

    private WhichBody() {}

    /**
     * @throws dev.chancery.control.refusal.Refusal with every fault
     */
    static Which read(Body body) {
        List<Which> meant = new ArrayList<>(1);
        body.parsed("serial", WhichBody::serial, "the certificate's number in decimal digits, as a string")
                .ifPresent(serial -> meant.add(new Which.BySerial(serial)));
        body.parsed("key_id", text -> matching(KEY_ID, text), "32 lower-case hex digits")
                .ifPresent(keyId -> meant.add(new Which.ByKeyId(keyId)));
        body.parsed("email", text -> matching(EMAIL, text), "an e-mail address")
                .ifPresent(email -> meant.add(new Which.ByEmail(email.toLowerCase(Locale.ROOT))));
        List<String> sent = NAMES.stream().filter(body::has).toList();
        if (sent.isEmpty()) {
            body.missing("serial", "serial, key_id or email");
        }
        if (sent.size() > 1) {
            body.invalid(
                    sent.getLast(), "%s: beside %s (expected: one of them)".formatted(sent.getLast(), sent.getFirst()));
        }
        body.check();
        return meant.getFirst();
    }

    private static Optional<UInt64> serial(String text) {
        try {
            return Optional.of(UInt64.parse(text)).filter(number -> !number.equals(UInt64.ZERO));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> matching(Pattern form, String text) {
        return Optional.of(text).filter(sent -> form.matcher(sent).matches());
    }
}
