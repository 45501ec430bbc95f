package org.fedlens.data.read;

import java.util.Arrays;
import org.fedlens.data.Labels;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Labels as they come out of a file, checked one by one; grows as they come. */
final class LabelList {
    private static final int FIRST = 1024;

    private final String where;
    private final int classes;
    private int[] labels = new int[FIRST];
    private int count;

    LabelList(String where, int classes) {
        this.where = where;
        this.classes = classes;
    }

    void add(int label) {
        if (label < 0 || label >= classes) {
            throw new Problem(
                    where, Text.of("data.label", label, count + 1, classes - 1), Text.of("data.label.mend", classes));
        }
        if (count == labels.length) {
            labels = Arrays.copyOf(labels, Math.multiplyExact(count, 2));
        }
        labels[count++] = label;
    }

    Labels done() {
        return Labels.of(Arrays.copyOf(labels, count), classes);
    }
}
