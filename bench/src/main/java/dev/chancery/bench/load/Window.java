package dev.chancery.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What one window of a load saw: how many requests were answered, and how long each took. */
public final class Window {

    private final Duration length;
    private final long[] sortedNanos;

    public Window(Duration length, long... nanos) {
        this.length = length;
        this.sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** Returns how many requests were answered within the window. */
    public int count() {
        return sortedNanos.length;
    }

    /** Returns what several windows saw together. */
    public static Window together(List<Window> windows) {
        Duration length = windows.stream().map(window -> window.length).reduce(Duration.ZERO, Duration::plus);
        return new Window(
                length,
                windows.stream()
                        .flatMapToLong(window -> Arrays.stream(window.sortedNanos))
                        .toArray());
    }

    /** Returns the requests answered a second. */
    public double perSecond() {
        return count() * 1e9 / length.toNanos();
    }

    /**
     * Returns the time within which this share of the requests was answered, in milliseconds.
     *
     * @param share between 0 and 1
     */
    public double millis(double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.clamp(index, 0, sortedNanos.length - 1)] / 1e6;
    }
}
