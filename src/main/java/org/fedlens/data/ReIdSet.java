package org.fedlens.data;

import java.util.List;
import org.fedlens.data.read.ImageFiles;

/**
 * A data set for finding the same person (or thing) again: to each query picture belong gallery pictures of the same
 * identity from other cameras. Identities of the training part and of the others are different people even where the
 * numbers are equal. Pictures are read when they are asked for, see {@link ImageFiles}.
 *
 * @param name the folder's name
 * @param format what its authors call the form it was found in
 * @param train the pictures that are dealt to clients
 * @param query what is asked for
 * @param gallery where it is looked for; may hold distractors and junk
 */
public record ReIdSet(
        String name, String format, List<ReIdSample> train, List<ReIdSample> query, List<ReIdSample> gallery) {
    public ReIdSet {
        train = List.copyOf(train);
        query = List.copyOf(query);
        gallery = List.copyOf(gallery);
    }

    /** How many different people a part shows; distractors and junk do not count. */
    public static int identities(List<ReIdSample> part) {
        return (int) part.stream()
                .mapToInt(ReIdSample::identity)
                .filter(identity -> identity > ReIdSample.DISTRACTOR)
                .distinct()
                .count();
    }

    /** The cameras of a part in ascending order. */
    public static int[] cameras(List<ReIdSample> part) {
        return part.stream().mapToInt(ReIdSample::camera).distinct().sorted().toArray();
    }
}
