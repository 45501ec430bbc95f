package org.fedlens.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.TensorFile;
import org.fedlens.weights.Weights;

/**
 * Weights that somebody else trained, for a network's backbone. Names and shapes are checked slot by slot, and
 * everything that does not fit is told at once. Counters of batches and the classifier ({@code fc}) are left aside.
 */
final class Pretrained {
    private static final String WHERE = "model.weights";
    private static final int MOST_TOLD = 12;

    private Pretrained() {}

    /** @throws Problem if the file cannot be read, or a name or shape does not fit */
    static Weights read(Path file, Layout network) {
        Map<String, TensorFile.Tensor> tensors = tensors(file);
        tensors.keySet().removeIf(name -> name.endsWith("num_batches_tracked") || name.startsWith("fc."));
        Layout backbone = network.only(slot -> slot.part() == Part.BACKBONE);
        List<String> wrong = new ArrayList<>();
        float[] values = new float[backbone.size()];
        for (int i = 0; i < backbone.slots().size(); i++) {
            Slot slot = backbone.slots().get(i);
            TensorFile.Tensor tensor = tensors.remove(slot.path());
            if (tensor == null) {
                wrong.add("- " + slot.path() + " " + slot.shape());
            } else if (!tensor.shape().equals(slot.shape())) {
                wrong.add(slot.path() + " " + tensor.shape() + " -> " + slot.shape());
            } else {
                System.arraycopy(tensor.values(), 0, values, backbone.offset(i), slot.size());
            }
        }
        tensors.keySet().forEach(name -> wrong.add("+ " + name));
        if (!wrong.isEmpty()) {
            String told = String.join("; ", wrong.subList(0, Math.min(MOST_TOLD, wrong.size())));
            throw new Problem(WHERE, Text.of("weights.misfit", wrong.size(), told), Text.of("weights.misfit.mend"));
        }
        return Weights.of(backbone, values);
    }

    private static Map<String, TensorFile.Tensor> tensors(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem(WHERE, Text.of("file.missing"), Text.of("file.checkPath"));
        }
        try {
            return new TreeMap<>(TensorFile.read(file));
        } catch (IOException e) {
            throw new Problem(WHERE, Text.of("weights.unreadable", file.toString()), Text.of("weights.misfit.mend"), e);
        }
    }
}
