package org.fedlens.data.read;

import java.util.List;
import java.util.Optional;
import org.fedlens.data.LabelledImages;
import org.fedlens.text.Text;

/**
 * What a reader found.
 *
 * @param classes what the classes are called
 * @param train the training pictures, or all of them where the source makes no difference
 * @param test the test pictures; empty if some must be split off
 * @param notes what was done to the pictures on the way and should be told
 */
record FoundData(List<String> classes, LabelledImages train, Optional<LabelledImages> test, List<Text> notes) {
    /** The classes of data sets whose classes have no names: 0 to 9. */
    static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    FoundData(List<String> classes, LabelledImages train, Optional<LabelledImages> test) {
        this(classes, train, test, List.of());
    }
}
