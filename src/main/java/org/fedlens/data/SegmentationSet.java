package org.fedlens.data;

import java.util.List;

/**
 * A data set in which every pixel has a class. Whatever the files hold, classes count from 0 here and pixels that do
 * not count are {@link #IGNORE}.
 *
 * @param name the folder's name, or the built-in name
 * @param format what its authors call the form it was found in
 * @param classes what the classes are called, by label
 * @param train the scenes that are dealt to clients
 * @param validation the scenes that no client sees
 * @throws IllegalArgumentException if there are no classes or more than 254
 */
public record SegmentationSet(String name, String format, List<String> classes, Scenes train, Scenes validation) {
    /** The label of pixels that do not count: unlabelled, border, erased. */
    public static final int IGNORE = 255;

    /** The label of pixels outside of the picture, where it was made larger. */
    public static final int PADDING = 254;

    public SegmentationSet {
        classes = List.copyOf(classes);
        if (classes.isEmpty() || classes.size() > PADDING) {
            throw new IllegalArgumentException(classes.size() + " classes");
        }
    }
}
