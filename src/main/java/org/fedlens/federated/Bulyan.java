package org.fedlens.federated;

import java.util.List;
import org.fedlens.settings.Setting;

/**
 * Bulyan (El Mhamdi et al. 2018): the {@code m - 2 f} uploads with the lowest Krum scores, then for every number the
 * mean without the f lowest and f highest of them. Scores are computed once.
 *
 * @param byzantine f, the malicious clients it shall stand; needs {@code 4 f + 3} uploads
 */
public record Bulyan(@Setting(standard = "1", min = 0, max = 1000) int byzantine) implements Aggregator {
    @Override
    public int atLeast() {
        return 4 * byzantine + 3;
    }

    @Override
    public Fold open(Round round) {
        return new Gathered(round.before(), atLeast(), uploads -> {
            List<Integer> best = Robust.best(Robust.krumScores(uploads, byzantine), uploads.size() - 2 * byzantine);
            return Robust.trimmedMean(Robust.pick(uploads, best), byzantine);
        });
    }
}
