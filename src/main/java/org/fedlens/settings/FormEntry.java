package org.fedlens.settings;

import java.util.List;

/**
 * One line of a form: where it stands in the experiment file, and what it holds now. The window builds its setup
 * panel from these and the terminal its list of {@code --set} keys.
 */
public sealed interface FormEntry {
    /** Path in the experiment file, such as {@code partition.alpha}. */
    String path();

    /** True if a change may take effect between two rounds of a running experiment. */
    boolean live();

    /**
     * A plain value.
     *
     * @param value as it stands in the file, or the default; not checked
     */
    record Scalar(String path, SettingField field, Object value) implements FormEntry {
        @Override
        public boolean live() {
            return field.rule().live();
        }
    }

    /** Which of several named things is used; the fields of the chosen one follow it. */
    record Choice(String path, List<String> names, String value) implements FormEntry {
        @Override
        public boolean live() {
            return false;
        }
    }
}
