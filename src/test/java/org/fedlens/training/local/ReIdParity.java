package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.objective.ExclusiveLoss;
import org.fedlens.training.supervision.UntilConfident;
import org.fedlens.training.tensor.LogLoss;

/** Golden checks of learning from clusters. */
public final class ReIdParity {
    private ReIdParity() {}

    /** The exclusive loss over several batches: value, scores, gradient, and the table afterwards. */
    public static boolean exclusive(GoldenCase golden) {
        ExclusiveLoss loss = new ExclusiveLoss(golden.param("t", 0), 2, 0, ExclusiveLoss.Table.ZERO);
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        try (NDManager manager = engine.manager()) {
            NDArray table = array(golden.inputs().get("table"), manager);
            JsonNode batches = golden.expected().get("batches");
            for (int i = 0; i < batches.size(); i++) {
                NDArray x = array(golden.inputs().get("x").get(i), manager);
                x.setRequiresGradient(true);
                NDArray labels = manager.create(
                        GoldenCase.longs(golden.inputs().get("labels").get(i)));
                try (GradientTape tape = new GradientTape()) {
                    NDArray scores = loss.scores(x, table);
                    NDArray value = LogLoss.mean(scores, labels);
                    golden.near(batches.get(i).get("logits"), scores.toFloatArray(), "logits " + i);
                    golden.near(batches.get(i).get("loss"), new double[] {value.getFloat()}, "loss " + i);
                    tape.backward(value);
                }
                golden.near(batches.get(i).get("grad_x"), x.getGradient().toFloatArray(), "grad_x " + i);
                ExclusiveLoss.follow(table, x, labels);
                golden.near(batches.get(i).get("table"), table.toFloatArray(), "table " + i);
            }
        }
        return true;
    }

    /** How many epochs and steps a client makes that stops when it knows enough. */
    public static boolean epochs(GoldenCase golden) {
        int round = golden.params().get("round").asInt();
        int most = golden.params().get("max_epochs").asInt();
        UntilConfident budget = new UntilConfident(
                true,
                most,
                most,
                1,
                0.95,
                golden.params().get("granularity").asText().equals("epoch")
                        ? UntilConfident.Granularity.EPOCH
                        : UntilConfident.Granularity.BATCH);
        VisitProgress progress = new VisitProgress(round == 0, 16);
        JsonNode accuracies = golden.inputs().get("accuracies");
        JsonNode sizes = golden.inputs().get("batch_sizes");
        while (budget.goesOn(progress.effort(false))) {
            int epoch = progress.epochs;
            progress.beginEpoch();
            for (int at = 0;
                    at < accuracies.get(epoch).size() && (at == 0 || budget.goesOn(progress.effort(true)));
                    at++) {
                int size = sizes.get(epoch).get(at).asInt();
                progress.watch(accuracies.get(epoch).get(at).asDouble(), size);
                progress.add(0, size);
            }
            progress.epochs++;
        }
        assertEquals(golden.expected().get("epochs_run").asInt(), progress.epochs);
        assertEquals(golden.expected().get("steps_run").asInt(), progress.steps);
        return true;
    }

    private static NDArray array(JsonNode tensor, NDManager manager) {
        List<Integer> shape = GoldenCase.shape(tensor);
        return manager.create(
                        GoldenCase.floats(tensor),
                        new Shape(shape.stream().mapToLong(Integer::longValue).toArray()))
                .toType(DataType.FLOAT32, false);
    }
}
