package org.fedlens.data.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * How a folder is to be read where that is not clear from the folder itself.
 *
 * @param skipDamaged true to leave out pictures that cannot be read; the data set then names each of them in its notes.
 *     Otherwise the first one ends the reading
 * @param part which of several sets in one folder, such as a split of EMNIST; empty where there is one
 */
public record ReadingOptions(boolean skipDamaged, String part) {
    /** Nothing is left out, nothing is chosen. */
    public static ReadingOptions plain() {
        return new ReadingOptions(false, "");
    }

    /** What was left out while one data set was read. */
    static final class Skipped {
        private final boolean allowed;
        private final List<String> names = new ArrayList<>();

        Skipped(ReadingOptions how) {
            this.allowed = how.skipDamaged();
        }

        /** The result, or nothing if the file is damaged and may be left out. @throws Problem if it may not */
        <T> Optional<T> attempt(Supplier<T> reading) {
            try {
                return Optional.of(reading.get());
            } catch (Problem problem) {
                if (!allowed) {
                    throw problem;
                }
                if (!names.contains(problem.where())) {
                    names.add(problem.where());
                }
                return Optional.empty();
            }
        }

        /** What to tell, if anything was left out. */
        List<Text> notes() {
            return names.isEmpty()
                    ? List.of()
                    : List.of(Text.of("data.skipped", names.size(), Text.verbatim(String.join(", ", names))));
        }
    }
}
