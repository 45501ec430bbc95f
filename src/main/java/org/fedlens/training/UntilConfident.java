package org.fedlens.training;

import org.fedlens.settings.Setting;

/**
 * The personalised epoch of FedUReID: a client stops early once it knows its pseudo labels, so that small clients do
 * not learn them by heart. After the first visit, which always takes its own number of epochs, it is enough when a
 * batch is classified rightly by at least one share, or the running average within the epoch by more than another. The
 * authors' code tests after each batch and acts at the end of the epoch; the text says "stop the current round", which
 * is the finer choice. Batches of less than half the usual size do not count, since one or two images are soon known.
 *
 * @param stopEarly false trains all epochs; the baseline
 * @param firstEpochs epochs of a client's first visit
 * @param epochs most epochs of every later visit; given by the training settings
 * @param batchAccuracy share of a batch that is enough
 * @param averageAccuracy share of the epoch so far that must be exceeded
 * @param granularity when it acts
 */
public record UntilConfident(
        @Setting(standard = "true") boolean stopEarly,
        @Setting(standard = "20", min = 1, max = 200) int firstEpochs,
        int epochs,
        @Setting(standard = "1.0", min = 0, max = 1, live = true) double batchAccuracy,
        @Setting(standard = "0.95", min = 0, max = 1, live = true) double averageAccuracy,
        @Setting(standard = "epoch") Granularity granularity)
        implements LocalBudget {
    /** When a client that knows enough stops. */
    public enum Granularity {
        EPOCH,
        BATCH
    }

    @Override
    public boolean goesOn(int finished, int steps) {
        return finished < epochs;
    }

    @Override
    public boolean goesOn(Effort effort) {
        if (effort.first()) {
            return effort.epochs() < firstEpochs;
        }
        boolean may = granularity == Granularity.BATCH || !effort.within();
        boolean enough = effort.topBatch() >= batchAccuracy || effort.topAverage() > averageAccuracy;
        boolean stops = stopEarly && may && enough && effort.steps() > 0;
        return effort.epochs() < epochs && !stops;
    }

    @Override
    public boolean watches() {
        return stopEarly;
    }

    @Override
    public int planned(int batches) {
        return epochs * batches;
    }

    @Override
    public LocalBudget withEpochs(int other) {
        return new UntilConfident(stopEarly, firstEpochs, other, batchAccuracy, averageAccuracy, granularity);
    }
}
