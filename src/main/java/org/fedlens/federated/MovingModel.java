package org.fedlens.federated;

import java.util.Map;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/**
 * FedEMA (Zhuang et al. 2022): a client begins with a mixture of its own last online network and the received one,
 * {@code W <- mu W_k + (1 - mu) W_g} for encoder and predictor, with {@code mu = min(1, lambda * divergence)} of its
 * last visit; the target stays. Lambda is a constant or is found by each client on its first visit,
 * {@code tau / divergence}, so that clients that drift twice as far as then keep twice as much. A client that did not
 * take part in the round before takes everything from the server, target included. Running statistics are mixed like
 * weights; the authors' code keeps those of whichever model it happens to change.
 *
 * @param scaler how lambda is found
 * @param lambda its value where it is constant; 0 equals FedBYOL
 * @param tau the mixture that the first divergence would give, where it is found
 */
public record MovingModel(
        @Setting(standard = "auto") Scaler scaler,
        @Setting(standard = "0.8", min = 0, max = 1000, live = true) double lambda,
        @Setting(standard = "0.7", min = 0, max = 1, live = true) double tau)
        implements Personalization {
    private static final String DIVERGENCE = DivergenceAware.DIVERGENCE;
    private static final String LAMBDA = "lambda";
    private static final String MU = "own-share";

    /** Where lambda comes from. */
    public enum Scaler {
        AUTO,
        CONSTANT
    }

    @Override
    public Weights start(Broadcast received, ClientState past) {
        Weights global = Twins.targetFromEncoder(received.global());
        if (past.own().isEmpty() || past.lastRound() != received.round() - 1) {
            return global;
        }
        double mu = share(past.memory());
        Weights own = past.own().get();
        Weights mixed = mu == 0 ? global : own.scaled(mu).plus(1 - mu, global);
        return own.only(slot -> slot.part() == Part.TARGET).over(mixed);
    }

    /** How much of its own network a client keeps. */
    private double share(Memory memory) {
        double divergence = memory.number(DIVERGENCE).orElse(0);
        double factor =
                scaler == Scaler.CONSTANT ? lambda : memory.number(LAMBDA).orElse(0);
        return Math.min(1, factor * divergence);
    }

    @Override
    public Noted note(Weights start, Weights trained, ClientState past) {
        double divergence = Divergence.between(start, trained);
        double first = past.memory().number(LAMBDA).orElse(divergence == 0 ? 0 : tau / divergence);
        Memory kept = Memory.NONE.with(DIVERGENCE, divergence).with(LAMBDA, first);
        return new Noted(kept, Map.of(DIVERGENCE, divergence, MU, share(kept)));
    }

    @Override
    public boolean keepsOwn() {
        return true;
    }
}
