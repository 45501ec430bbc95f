package org.fedlens.algorithm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.Traffic;
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
import org.fedlens.training.supervision.Unlabelled;

/**
 * The methods that learn without labels. By the standards of their settings, heads are as wide as a laptop bears; the
 * published ones are 4096 and 2048 wide (FedSSL) or 256 (FedX), and are given by the reference presets.
 */
final class SelfSupervised {
    /** SimCLR in every client; body, projector and nothing else travel. */
    private static final Algorithm FED_SIM_CLR =
            recipe("FedSimCLR", Recipe.part(SimClr.class), Traffic.MODEL, new Personalization.Replace());

    private static final Algorithm FED_SIM_SIAM =
            recipe("FedSimSiam", Recipe.part(SimSiam.class), Traffic.MODEL, new Personalization.Replace());

    /** Version 2. The key encoder begins each round as the query encoder; the queue stays. */
    private static final Algorithm FED_MOCO =
            recipe("FedMoCo", Recipe.part(Moco.class), Traffic.ALL_BUT_TARGET, new TargetReset());

    private static final Algorithm FED_MOCO_V1 = FED_MOCO.named("FedMoCoV1")
            .with(Recipe.part(Moco.class, Map.of("temperature", 0.07, "projectorHidden", 0)))
            .with(Recipe.part(Unlabelled.class, Map.of("views", ViewRecipe.MOCO_V1)));

    private static final Algorithm FED_BYOL =
            recipe("FedBYOL", Recipe.part(Byol.class), Traffic.ALL_BUT_TARGET, new TargetKept());

    private static final Algorithm FED_PROTO_CL =
            FED_MOCO.named("FedProtoCL").plus(Recipe.part(PrototypicalContrast.class));

    /** Zhuang et al. 2021. */
    private static final Algorithm FED_U =
            FED_BYOL.named("FedU").with(new Exchange(Traffic.ALL_BUT_TARGET, Recipe.part(DivergenceAware.class)));

    /** Zhuang et al. 2022. */
    private static final Algorithm FED_EMA =
            FED_BYOL.named("FedEMA").with(new Exchange(Traffic.ALL_BUT_TARGET, Recipe.part(MovingModel.class)));

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
                .plus(Recipe.part(GlobalContrast.class, Map.of("globalForm", form)))
                .plus(Recipe.part(LocalRelations.class))
                .plus(Recipe.part(GlobalRelations.class));
    }

    private static Algorithm recipe(
            String name, Objective objective, Traffic traffic, Personalization personalization) {
        return new Algorithm(
                name,
                Recipe.part(Unlabelled.class),
                objective,
                new LocalBudget.Epochs(1),
                new Exchange(traffic, personalization),
                Recipe.part(WeightedMean.class));
    }
}
