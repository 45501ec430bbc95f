package org.fedlens.algorithm;

import java.util.List;
import java.util.stream.Stream;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.federated.personalization.DivergenceAware;
import org.fedlens.federated.personalization.MovingModel;
import org.fedlens.federated.personalization.TargetKept;
import org.fedlens.federated.personalization.TargetReset;
import org.fedlens.training.Algorithm;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Objective;
import org.fedlens.training.objective.Byol;
import org.fedlens.training.objective.GlobalContrast;
import org.fedlens.training.objective.GlobalRelations;
import org.fedlens.training.objective.LocalRelations;
import org.fedlens.training.objective.Moco;
import org.fedlens.training.objective.PrototypicalContrast;
import org.fedlens.training.objective.SimClr;
import org.fedlens.training.objective.SimSiam;
import org.fedlens.training.objective.Similarity.Direction;
import org.fedlens.training.supervision.Unlabelled;

/**
 * The methods that learn without labels. Heads are as wide as a laptop bears; the published ones are 4096 and 2048 wide
 * (FedSSL) or 256 (FedX), and are given by the reference presets.
 */
final class SelfSupervised {
    private static final int HIDDEN = 256;
    private static final int SIZE = 128;

    /** SimCLR in every client; body, projector and nothing else travel. */
    private static final Algorithm FED_SIM_CLR =
            recipe("FedSimCLR", new SimClr(0.1, HIDDEN, SIZE, true), Traffic.MODEL, new Personalization.Replace());

    private static final Algorithm FED_SIM_SIAM = recipe(
            "FedSimSiam", new SimSiam(2, HIDDEN, SIZE, HIDDEN, true), Traffic.MODEL, new Personalization.Replace());

    /** Version 2. The key encoder begins each round as the query encoder; the queue stays. */
    private static final Algorithm FED_MOCO = recipe(
            "FedMoCo", new Moco(0.2, 0.99, 4096, false, true, HIDDEN, SIZE), Traffic.ALL_BUT_TARGET, new TargetReset());

    private static final Algorithm FED_MOCO_V1 = FED_MOCO.named("FedMoCoV1")
            .with(new Moco(0.07, 0.99, 4096, false, true, 0, SIZE))
            .with(new Unlabelled(ViewRecipe.MOCO_V1));

    private static final Algorithm FED_BYOL =
            recipe("FedBYOL", new Byol(0.99, HIDDEN, SIZE, HIDDEN), Traffic.ALL_BUT_TARGET, new TargetKept());

    private static final Algorithm FED_PROTO_CL =
            FED_MOCO.named("FedProtoCL").plus(new PrototypicalContrast("50, 100, 200", 2, 0.2));

    /** Zhuang et al. 2021. */
    private static final Algorithm FED_U = FED_BYOL.named("FedU")
            .with(new Exchange(
                    Traffic.ALL_BUT_TARGET,
                    new DivergenceAware(
                            0.4,
                            DivergenceAware.Predictor.BY_DIVERGENCE,
                            DivergenceAware.Aggregate.ONLINE,
                            DivergenceAware.Update.ONLINE)));

    /** Zhuang et al. 2022. */
    private static final Algorithm FED_EMA = FED_BYOL.named("FedEMA")
            .with(new Exchange(Traffic.ALL_BUT_TARGET, new MovingModel(MovingModel.Scaler.AUTO, 0.8, 0.7)));

    private SelfSupervised() {}

    /** In the order in which a person should meet them. */
    static List<Algorithm> recipes() {
        List<Algorithm> bases =
                List.of(FED_SIM_CLR, FED_SIM_SIAM, FED_MOCO, FED_MOCO_V1, FED_BYOL, FED_PROTO_CL, FED_U, FED_EMA);
        // As published, FedX has a projector without normalisation; the comparison with its base is fair only if both
        // have it.
        return Stream.concat(
                        bases.stream(),
                        Stream.of(FED_SIM_CLR, FED_MOCO, FED_BYOL, FED_PROTO_CL, FED_U)
                                .map(SelfSupervised::withFedX))
                .toList();
    }

    /** Han et al. 2022: any of them with knowledge taken across clients. Nothing more travels but the extra head. */
    private static Algorithm withFedX(Algorithm base) {
        boolean contrasts = base.objective().terms().stream().noneMatch(Byol.class::isInstance);
        GlobalContrast.Form form = contrasts ? GlobalContrast.Form.NT_XENT : GlobalContrast.Form.COSINE;
        return base.named(base.name() + "+FedX")
                .plus(new GlobalContrast(true, true, form, 0.1))
                .plus(new LocalRelations(true, 0.1, 0.1, Direction.FROM_MEAN, false))
                .plus(new GlobalRelations(true, true, true, 0.1, 0.1, Direction.FROM_MEAN, false));
    }

    private static Algorithm recipe(
            String name, Objective objective, Traffic traffic, Personalization personalization) {
        return new Algorithm(
                name,
                new Unlabelled(ViewRecipe.SIMCLR),
                objective,
                new LocalBudget.Epochs(1),
                new Exchange(traffic, personalization),
                new WeightedMean(Weighting.SAMPLES, Statistics.PLAIN));
    }
}
