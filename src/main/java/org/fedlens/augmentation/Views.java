package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * Random views of one client's pictures during one visit. A view depends on (seed, round, client, pass, picture, view)
 * and on nothing else: not on the order in which views are asked for, and not on threads. It holds room for one
 * picture, so each thread needs an object of its own.
 */
public final class Views {
    private final Images images;
    private final Augmentation augmentation;
    private final long seed;
    private final long round;
    private final long client;
    private final Frame frame = new Frame();
    private final byte[] original;

    public Views(Images images, Augmentation augmentation, long seed, long round, long client) {
        this.images = images;
        this.augmentation = augmentation;
        this.seed = seed;
        this.round = round;
        this.client = client;
        this.original = new byte[images.shape().size()];
    }

    /** The same views with room of their own, for another thread. */
    public Views again() {
        return new Views(images, augmentation, seed, round, client);
    }

    /** The shape of a view. */
    public ImageShape shape() {
        return augmentation.after(images.shape());
    }

    /**
     * Makes one view.
     *
     * @param picture which picture of the collection
     * @param pass how often the client has gone through its pictures before in this visit (its epoch): the same picture
     *     looks different each time
     * @param view which of the views of this picture, 0 and 1 for a pair
     * @param into receives {@code shape().size()} unsigned bytes, CHW
     * @param offset where the first goes
     */
    public void copy(int picture, int pass, int view, byte[] into, int offset) {
        images.copy(picture, original, 0);
        frame.load(images.shape(), original, 0);
        augmentation.apply(frame, random(picture, pass, view));
        frame.copy(into, offset);
    }

    /**
     * The mask that belongs to a view, whatever it is asked for first; only steps that move pixels can be meant.
     *
     * @param masks of the pictures, as pictures of one channel
     * @param into receives {@code shape().height() * shape().width()} classes
     */
    public void copyMask(Images masks, int picture, int pass, int view, byte[] into, int offset) {
        byte[] whole = new byte[masks.shape().size()];
        masks.copy(picture, whole, 0);
        frame.loadMask(masks.shape().height(), masks.shape().width(), whole);
        augmentation.apply(frame, random(picture, pass, view));
        frame.copyMask(into, offset);
    }

    private UniformRandomProvider random(int picture, int pass, int view) {
        return Streams.of(seed, Purpose.AUGMENTATION, round, client, pass, picture, view);
    }
}
