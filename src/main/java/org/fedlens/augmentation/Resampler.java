package org.fedlens.augmentation;

/**
 * Brings a window of a picture to other sides with the triangle filter of PIL: between pixels where the picture grows,
 * widened by the factor where it shrinks (so nothing is skipped). Columns first, then rows, whole bytes between the
 * two, weights as fixed-point numbers of 22 bits: the same bytes as PIL's BILINEAR for the same window.
 */
final class Resampler {
    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    private final Axis across = new Axis();
    private final Axis down = new Axis();
    private byte[] between = new byte[0];

    /** One axis: for each new place the first old one, how many, and their weights. */
    static final class Axis {
        private int[] first = new int[0];
        private int[] count = new int[0];
        private int[] weights = new int[0];
        private double[] exact = new double[0];
        private int most;

        /**
         * @param from first old place of the window
         * @param size old places in the window; it is read as if there were nothing beyond it
         * @param to new places the whole window would become
         * @param begin first new place wanted
         * @param wanted how many are wanted
         */
        void prepare(int from, int size, int to, int begin, int wanted) {
            double scale = (double) size / to;
            double widened = Math.max(scale, 1);
            most = (int) Math.ceil(widened) * 2 + 1;
            if (first.length < wanted || weights.length < wanted * most) {
                first = new int[wanted];
                count = new int[wanted];
                weights = new int[wanted * most];
            }
            if (exact.length < most) {
                exact = new double[most];
            }
            for (int i = 0; i < wanted; i++) {
                double centre = (begin + i + 0.5) * scale;
                int low = Math.max(0, (int) (centre - widened + 0.5));
                int high = Math.min(size, (int) (centre + widened + 0.5));
                double sum = 0;
                for (int j = 0; j < high - low; j++) {
                    exact[j] = Math.max(0, 1 - Math.abs((j + low - centre + 0.5) / widened));
                    sum += exact[j];
                }
                for (int j = 0; j < high - low; j++) {
                    weights[i * most + j] = (int) (0.5 + exact[j] / sum * (1 << BITS));
                }
                first[i] = from + low;
                count[i] = high - low;
            }
        }
    }

    Axis across() {
        return across;
    }

    Axis down() {
        return down;
    }

    /**
     * Resamples one plane as the two axes were prepared.
     *
     * @param at where the old plane begins in {@code old}
     * @param stride old pixels a row
     * @param intoAt where the new window begins in {@code into}
     * @param intoStride new pixels a row
     */
    void plane(byte[] old, int at, int stride, byte[] into, int intoAt, int intoStride, int height, int width) {
        int top = down.first[0];
        int rows = down.first[height - 1] + down.count[height - 1] - top;
        if (between.length < rows * width) {
            between = new byte[rows * width];
        }
        for (int y = 0; y < rows; y++) {
            int row = at + (top + y) * stride;
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                int weight = x * across.most;
                int from = row + across.first[x];
                for (int j = 0; j < across.count[x]; j++) {
                    sum += across.weights[weight + j] * (old[from + j] & 0xFF);
                }
                between[y * width + x] = (byte) (sum >> BITS);
            }
        }
        for (int y = 0; y < height; y++) {
            int weight = y * down.most;
            int from = (down.first[y] - top) * width;
            int taps = down.count[y];
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                for (int j = 0; j < taps; j++) {
                    sum += down.weights[weight + j] * (between[from + j * width + x] & 0xFF);
                }
                into[intoAt + y * intoStride + x] = (byte) (sum >> BITS);
            }
        }
    }
}
