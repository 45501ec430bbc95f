package org.fedlens.data.partition;

import java.util.Arrays;
import org.fedlens.data.Labels;
import org.fedlens.settings.Form;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** What the partitioners share: checks before dealing and cutting into even pieces. */
final class PartitionSupport {
    private static final int MINIMAL_DRAWS = 10;
    private static final long RANDOM_NUMBERS = 5_000_000;

    private PartitionSupport() {}

    /** Refuses a deal in which some client would stay without pictures. */
    static void check(Labels labels, int clients) {
        if (clients < 1) {
            throw new Problem("partition.clients", Text.of("partition.noClients"), Text.of("partition.noClients.mend"));
        }
        if (labels.count() < clients) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.fewImages", labels.count(), clients),
                    Text.of("partition.fewImages.mend", labels.count()));
        }
    }

    /** Refuses a minimum that so many clients cannot all have. */
    static void checkMinimum(Labels labels, int clients, int minimum) {
        if ((long) minimum * clients > labels.count()) {
            throw new Problem(
                    "partition.minimum",
                    Text.of("partition.minimumTooHigh", minimum, clients, labels.count()),
                    Text.of("partition.minimumTooHigh.mend", labels.count() / clients));
        }
    }

    /** How often to draw: fewer times where one draw takes many random numbers, so that a refusal comes soon. */
    static int draws(int most, long numbersPerDraw) {
        return (int) Math.max(MINIMAL_DRAWS, Math.min(most, RANDOM_NUMBERS / numbersPerDraw));
    }

    /** Refuses a value outside the range that the component's setting states. */
    static void range(Class<? extends Record> type, String component, Object value) {
        Form.fields(type).stream()
                .filter(field -> field.name().equals(component))
                .forEach(field -> field.parse(value, "partition." + component));
    }

    /** One of {@code parts} pieces whose sizes differ by one at most, the larger ones first. */
    static int[] piece(int[] all, int parts, int which) {
        int size = all.length / parts;
        int larger = all.length % parts;
        int from = which * size + Math.min(which, larger);
        return Arrays.copyOfRange(all, from, from + size + (which < larger ? 1 : 0));
    }
}
