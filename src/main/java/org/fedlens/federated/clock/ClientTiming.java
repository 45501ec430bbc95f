package org.fedlens.federated.clock;

/**
 * How a visit would go, in simulated seconds.
 *
 * @param down until the model has arrived at the client
 * @param step for one optimizer step
 * @param up until the update has arrived at the server
 * @param steps it will make
 * @param lost the update never arrives; the server notices when it would have
 */
public record ClientTiming(double down, double step, double up, int steps, boolean lost) {
    public double seconds() {
        return down + step * steps + up;
    }

    /** The same visit, cut short so that it ends in time; fewer than one step if that cannot be. */
    public ClientTiming within(double seconds) {
        int most = seconds() <= seconds ? steps : (int) Math.floor((seconds - down - up) / step);
        return new ClientTiming(down, step, up, Math.min(steps, most), lost);
    }
}
