package org.fedlens.weights;

/**
 * The direction of a change of weights in little room, for comparing many changes without keeping them. Up to 4096
 * numbers are kept as they are. Longer changes are hashed: number i is added, with a sign, to one of 4096 places, both
 * decided by i alone (count sketch, Charikar et al. 2002; feature hashing, Weinberger et al. 2009). Inner products then
 * are right on average; a cosine's standard error is 1/64 = 0.016 for changes at right angles and at most
 * {@code sqrt(2/4096) = 0.022}. Learned slots only.
 */
public final class Sketch {
    private static final int ROOM = 4096;

    private final double[] places;
    private final double norm;

    private Sketch(double[] places) {
        this.places = places;
        double sum = 0;
        for (double place : places) {
            sum += place * place;
        }
        this.norm = Math.sqrt(sum);
    }

    /**
     * The change from one model to another.
     *
     * @param after the slots to look at
     * @param before has all of them
     */
    public static Sketch of(Weights after, Weights before) {
        Layout layout = after.layout().only(Slot::learned);
        boolean exact = layout.size() <= ROOM;
        double[] places = new double[Math.min(ROOM, layout.size())];
        int index = 0;
        for (Slot slot : layout.slots()) {
            int to = after.layout().offset(after.layout().indexOf(slot.path()));
            int from = before.layout().offset(before.layout().indexOf(slot.path()));
            for (int i = 0; i < slot.size(); i++, index++) {
                double change = (double) after.at(to + i) - before.at(from + i);
                if (exact) {
                    places[index] = change;
                } else {
                    long hash = mix(index);
                    places[(int) (hash & ROOM - 1)] += hash < 0 ? -change : change;
                }
            }
        }
        return new Sketch(places);
    }

    /**
     * The finishing steps of SplitMix64 (Steele et al. 2014): every bit of the result hangs on every bit of the index.
     */
    private static long mix(int index) {
        long z = (index + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The cosine between two changes of the same slots, 0 where one of them is no change at all. */
    public double cosine(Sketch other) {
        if (norm == 0 || other.norm == 0 || places.length != other.places.length) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += places[i] * other.places[i];
        }
        return Math.max(-1, Math.min(1, sum / norm / other.norm));
    }
}
