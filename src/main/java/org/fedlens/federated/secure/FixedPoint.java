package org.fedlens.federated.secure;

import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Real numbers as whole ones: {@code u = round(clip(x, -R, R) S)}. A sum of m of them is right as long as
 * {@code m R S} is below half of the ring.
 *
 * @param range R
 * @param scale S
 */
public record FixedPoint(Ring ring, double range, double scale) {
    public long code(double value) {
        return ring.of(Math.round(Math.max(-range, Math.min(range, value)) * scale));
    }

    /** True if the number is cut to the range. */
    public boolean cuts(double value) {
        return !(Math.abs(value) <= range);
    }

    public double value(long sum) {
        return ring.signed(sum) / scale;
    }

    /** @throws Problem if a sum of so many could run over */
    public void require(int summands, String where) {
        double largest = summands * range * scale;
        if (!(largest < ring.size() / 2.0)) {
            throw new Problem(
                    where,
                    Text.of("secure.overflow", summands, range, scale, ring.bits()),
                    Text.of("secure.lowerScale", Math.floor(ring.size() / 2.0 / summands / range)));
        }
    }
}
