package org.fedlens.app.kit;

import java.util.Optional;

/**
 * Shows something long enough to be read: a new value replaces the shown one only after a while, and of those that
 * come in between the last one counts.
 *
 * @param <T> what is shown
 */
final class MinimumDisplayTime<T> {
    private final long nanos;
    private Optional<T> shown = Optional.empty();
    private long since;

    /** @param nanos how long a value stays at least */
    MinimumDisplayTime(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Offers a value.
     *
     * @param now the time in nanoseconds
     * @return nanoseconds until it may be offered again, 0 if it is shown now
     */
    long offer(T value, long now) {
        if (shown.filter(value::equals).isPresent()) {
            return 0;
        }
        long left = shown.isPresent() ? since + nanos - now : 0;
        if (left > 0) {
            return left;
        }
        shown = Optional.of(value);
        since = now;
        return 0;
    }

    Optional<T> shown() {
        return shown;
    }
}
