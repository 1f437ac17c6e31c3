package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.AccessDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a service token is good. */
public sealed interface Lifetime {
    /** What sentences say is expected. */
    String FORM = "a duration from 1s to 876000h such as 8760h, or forever";

    /** The year that is the original's default. */
    Lifetime YEAR = parse("8760h").orElseThrow();

    /** As it was written. */
    String text();

    /** When it ends if it begins now; empty if it does not end. */
    Optional<Instant> from(Instant now);

    /** For so long. */
    record For(AccessDuration duration) implements Lifetime {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        /** A hundred years. */
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private boolean isSane() {
            return duration.length().compareTo(SHORTEST) >= 0
                    && duration.length().compareTo(LONGEST) <= 0;
        }

        @Override
        public String text() {
            return duration.text();
        }

        @Override
        public Optional<Instant> from(Instant now) {
            return Optional.of(now.plus(duration.length()).truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** For ever. */
    record Forever() implements Lifetime {
        private static final String WORD = "forever";

        @Override
        public String text() {
            return WORD;
        }

        @Override
        public Optional<Instant> from(Instant now) {
            return Optional.empty();
        }
    }

    /** Reads either form; empty if the text is neither, or is no time a token could have. */
    static Optional<Lifetime> parse(String text) {
        if (text.equals(Forever.WORD)) {
            return Optional.of(new Forever());
        }
        return AccessDuration.parse(text).map(For::new).filter(For::isSane).map(lifetime -> lifetime);
    }
}
