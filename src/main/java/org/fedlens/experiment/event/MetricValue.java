package org.fedlens.experiment.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * One figure of one round: a row of metrics.csv without its round.
 *
 * @param client the client it belongs to, or {@link #GLOBAL}
 * @param metric such as {@code accuracy}, {@code loss}, {@code bytes-up}; shares are 0 to 1
 * @param value the figure
 */
public record MetricValue(int client, String metric, double value) {
    public static final int GLOBAL = -1;

    public static MetricValue global(String metric, double value) {
        return new MetricValue(GLOBAL, metric, value);
    }

    /** {@code global} or {@code client-007}. */
    @JsonIgnore
    public String scope() {
        return client < 0 ? "global" : String.format(Locale.ROOT, "client-%03d", client);
    }
}
