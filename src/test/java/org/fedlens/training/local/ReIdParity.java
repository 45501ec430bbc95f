package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.objective.ExclusiveLoss;
import org.fedlens.training.supervision.UntilConfident;
import org.fedlens.training.tensor.LogLoss;

/** Golden checks of learning from clusters. */
public final class ReIdParity {
    private ReIdParity() {}

    /** The exclusive loss over several batches: value, scores, gradient, and the table afterwards. */
    public static void exclusive(GoldenCase golden) {
        ExclusiveLoss loss = new ExclusiveLoss(golden.number("t"), 2, 0, ExclusiveLoss.Table.ZERO);
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        try (NDManager manager = engine.manager()) {
            GoldenValue rows = golden.inputs().get("table");
            assertEquals(golden.integer("clusters"), rows.shape().get(0));
            NDArray table = TrainingParity.array(rows, manager);
            GoldenValue batches = golden.expected().get("batches");
            for (int i = 0; i < batches.size(); i++) {
                NDArray x = TrainingParity.array(golden.inputs().get("x").get(i), manager);
                x.setRequiresGradient(true);
                NDArray labels =
                        manager.create(golden.inputs().get("labels").get(i).longs());
                try (GradientTape tape = new GradientTape()) {
                    NDArray scores = loss.scores(x, table);
                    NDArray value = LogLoss.mean(scores, labels);
                    golden.near(batches.get(i).get("logits"), scores.toFloatArray(), "logits " + i);
                    golden.near(batches.get(i).get("loss"), value.getFloat(), "loss " + i);
                    tape.backward(value);
                }
                golden.near(batches.get(i).get("grad_x"), x.getGradient().toFloatArray(), "grad_x " + i);
                ExclusiveLoss.follow(table, x, labels);
                golden.near(batches.get(i).get("table"), table.toFloatArray(), "table " + i);
            }
        }
    }

    /** How many epochs and steps a client makes that stops when it knows enough. */
    public static void epochs(GoldenCase golden) {
        int round = golden.integer("round");
        int most = golden.integer("max_epochs");
        UntilConfident.Granularity granularity =
                switch (golden.text("granularity")) {
                    case "epoch" -> UntilConfident.Granularity.EPOCH;
                    case "batch" -> UntilConfident.Granularity.BATCH;
                    default -> throw golden.unknown("granularity");
                };
        int first = (int) golden.number("initial_epochs", most);
        UntilConfident budget = new UntilConfident(true, first, most, 1, 0.95, granularity);
        // In the files every batch counts, however small; ours leave out those of less than half the usual size.
        VisitProgress progress = new VisitProgress(round == 0, 0);
        List<double[]> accuracies = golden.inputs().get("accuracies").stream()
                .map(GoldenValue::doubles)
                .toList();
        List<int[]> sizes = golden.inputs().get("batch_sizes").stream()
                .map(GoldenValue::ints)
                .toList();
        while (budget.goesOn(progress.effort(false))) {
            int epoch = progress.epochs;
            progress.beginEpoch();
            for (int at = 0;
                    at < accuracies.get(epoch).length && (at == 0 || budget.goesOn(progress.effort(true)));
                    at++) {
                int size = sizes.get(epoch)[at];
                progress.watch(accuracies.get(epoch)[at], size);
                progress.add(0, size);
            }
            progress.epochs++;
        }
        assertEquals(golden.expected().get("epochs_run").integer(), progress.epochs);
        assertEquals(golden.expected().get("steps_run").integer(), progress.steps);
    }
}
