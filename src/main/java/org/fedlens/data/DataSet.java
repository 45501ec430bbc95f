package org.fedlens.data;

import java.util.List;
import java.util.Optional;
import org.fedlens.text.Text;

/**
 * What an experiment learns from and is measured on.
 *
 * @param name the built-in name, or the folder's name
 * @param classes what the classes are called, by label
 * @param train the pictures that are dealt to clients
 * @param test the pictures that no client sees
 * @param normalization taken from {@code train}
 * @param hash SHA-256 in hexadecimal over the shape, the number of classes, and the labels and pixels (of large
 *     pictures the SHA-256 of each one's pixels) of both parts in their order: two runs with the same hash saw the same
 *     data
 * @param notes what was done to the pictures while they were read, such as a change of size; mostly empty
 * @param sites for re-identification: where the pictures come from and how each place is tested; {@code test} is empty
 *     then, and the classes are all people of all places
 * @throws IllegalArgumentException if the parts do not fit together
 */
public record DataSet(
        String name,
        List<String> classes,
        LabelledImages train,
        LabelledImages test,
        Normalization normalization,
        String hash,
        List<Text> notes,
        Optional<Sites> sites) {
    public DataSet {
        notes = List.copyOf(notes);
        classes = List.copyOf(classes);
        if (!train.images().shape().equals(test.images().shape())) {
            throw new IllegalArgumentException("Training and test pictures differ in shape");
        }
        if (classes.size() != train.labels().classes()
                || classes.size() != test.labels().classes()) {
            throw new IllegalArgumentException("There must be one name per class");
        }
    }

    /** A data set whose normalisation and hash are computed here. */
    public static DataSet of(String name, List<String> classes, LabelledImages train, LabelledImages test) {
        return of(name, classes, train, test, List.of());
    }

    /** The same with notes. */
    public static DataSet of(
            String name, List<String> classes, LabelledImages train, LabelledImages test, List<Text> notes) {
        Normalization normalization = Normalization.of(train.images());
        return new DataSet(
                name,
                classes,
                train,
                test,
                normalization,
                fingerprint(train, test).hex(),
                notes,
                Optional.empty());
    }

    /** A data set for re-identification. */
    static DataSet of(String name, List<String> people, LabelledImages train, Sites sites, List<Text> notes) {
        LabelledImages none = train.subset(new int[0]);
        Fingerprint fingerprint = fingerprint(train, none);
        fingerprint.add(sites.site());
        fingerprint.add(sites.camera());
        for (Search search : sites.searches()) {
            for (SightedImages part : List.of(search.query(), search.gallery())) {
                fingerprint.add(part.count());
                fingerprint.add(part.identities());
                fingerprint.add(part.cameras());
                add(part.images(), fingerprint);
            }
        }
        Normalization normalization = Normalization.of(train.images());
        return new DataSet(name, people, train, none, normalization, fingerprint.hex(), notes, Optional.of(sites));
    }

    private static void add(Images images, Fingerprint fingerprint) {
        byte[] pixels = new byte[images.shape().size()];
        for (int index = 0; index < images.count(); index++) {
            add(images, index, pixels, fingerprint);
        }
    }

    /** Of pictures that are not held, what was seen of them when they were decoded. */
    private static void add(Images images, int index, byte[] room, Fingerprint fingerprint) {
        Optional<Traits> known = images.traits(index);
        if (known.isEmpty()) {
            images.copy(index, room, 0);
        }
        fingerprint.add(known.map(Traits::digest).orElse(room));
    }

    /** The shape of every picture. */
    public ImageShape shape() {
        return train.images().shape();
    }

    private static Fingerprint fingerprint(LabelledImages train, LabelledImages test) {
        Fingerprint fingerprint = new Fingerprint();
        ImageShape shape = train.images().shape();
        int classes = train.labels().classes();
        fingerprint.add(shape.channels(), shape.height(), shape.width(), classes);
        for (LabelledImages part : List.of(train, test)) {
            fingerprint.add(part.count());
            byte[] pixels = new byte[shape.size()];
            for (int index = 0; index < part.count(); index++) {
                fingerprint.add(part.labels().of(index));
                add(part.images(), index, pixels, fingerprint);
            }
            part.masks().ifPresent(masks -> add(masks.pixels(), fingerprint));
        }
        return fingerprint;
    }
}
