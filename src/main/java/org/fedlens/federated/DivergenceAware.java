package org.fedlens.federated;

import java.util.Map;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/**
 * FedU (Zhuang et al. 2021): clients exchange the online encoder and the predictor, each keeps its target, and each
 * decides for itself whose predictor it goes on with. After a visit the {@link Divergence} of the encoder from what the
 * visit began with is compared with a threshold: below {@code mu} the next visit takes the server's predictor,
 * otherwise the client's own. A large divergence keeps local what is local. Mu 0 keeps it always. On its first visit a
 * client takes everything.
 *
 * <p>Which encoder is sent and which receives it can be chosen, all eight cells of the paper's ablation. Where the
 * target is sent, the server's encoder is the mean of targets and is evaluated as such; slots and bytes stay the same.
 *
 * <p>The decision is a private bit of the client; the experiment's record tells it because the experiment is ours.
 *
 * @param mu the threshold
 * @param predictor whether the divergence decides about the predictor
 * @param aggregate which encoder is sent
 * @param update which encoder receives what the server sends
 */
public record DivergenceAware(
        @Setting(standard = "0.4", min = 0, max = 1000, live = true) double mu,
        @Setting(standard = "by-divergence") Predictor predictor,
        @Setting(standard = "online") Aggregate aggregate,
        @Setting(standard = "online") Update update)
        implements Personalization {
    /** Figure: how far the visit carried the encoder. */
    public static final String DIVERGENCE = "divergence";
    /** Figure and note: 1 if the next visit goes on with the client's own predictor. */
    public static final String KEPT = "predictor-kept";

    /** Whose predictor a visit begins with. */
    public enum Predictor {
        BY_DIVERGENCE,
        /** Always the server's. */
        FROM_SERVER,
        /** Always the client's own. */
        OWN
    }

    /** Which encoder a client sends. */
    public enum Aggregate {
        ONLINE,
        TARGET
    }

    /** Which encoder takes what the server sends. */
    public enum Update {
        ONLINE,
        TARGET,
        BOTH,
        NONE
    }

    @Override
    public Weights start(Broadcast received, ClientState past) {
        Weights global = Twins.targetFromEncoder(received.global());
        return past.own()
                .map(own -> own.only(slot -> keeps(slot, past)).over(global))
                .orElse(global);
    }

    private boolean keeps(Slot slot, ClientState past) {
        if (slot.part() == Part.TARGET) {
            return update != Update.TARGET && update != Update.BOTH;
        }
        if (slot.part() == Part.PREDICTOR) {
            return switch (predictor) {
                case OWN -> true;
                case FROM_SERVER -> false;
                case BY_DIVERGENCE -> past.memory().number(KEPT).orElse(0) > 0;
            };
        }
        return Twins.encodes(slot) && update != Update.ONLINE && update != Update.BOTH;
    }

    @Override
    public Weights offer(Weights trained) {
        return aggregate == Aggregate.TARGET ? Twins.encoderFromTarget(trained) : trained;
    }

    @Override
    public Noted note(Weights start, Weights trained, ClientState past) {
        double divergence = Divergence.between(start, trained);
        double kept =
                switch (predictor) {
                    case OWN -> 1;
                    case FROM_SERVER -> 0;
                    case BY_DIVERGENCE -> divergence < mu ? 0 : 1;
                };
        return new Noted(Memory.NONE.with(KEPT, kept), Map.of(DIVERGENCE, divergence, KEPT, kept));
    }

    @Override
    public boolean keepsOwn() {
        return true;
    }
}
