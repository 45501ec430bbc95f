package org.fedlens.algorithm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.aggregation.ControlledAverage;
import org.fedlens.federated.aggregation.DynamicAverage;
import org.fedlens.federated.aggregation.LatestUpload;
import org.fedlens.federated.aggregation.NormalizedAverage;
import org.fedlens.federated.aggregation.ServerAdaptive;
import org.fedlens.federated.aggregation.ServerMomentum;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.federated.personalization.LayerMix;
import org.fedlens.federated.privacy.PrivateAverage;
import org.fedlens.federated.robust.Bulyan;
import org.fedlens.federated.robust.CoordinateMedian;
import org.fedlens.federated.robust.GeometricMedian;
import org.fedlens.federated.robust.Krum;
import org.fedlens.federated.robust.NormClipping;
import org.fedlens.federated.robust.TrimmedMean;
import org.fedlens.settings.Choices;
import org.fedlens.settings.SettingField;
import org.fedlens.training.Algorithm;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Supervision;
import org.fedlens.training.objective.ControlVariate;
import org.fedlens.training.objective.CrossEntropy;
import org.fedlens.training.objective.DynamicTerm;
import org.fedlens.training.objective.ExclusiveLoss;
import org.fedlens.training.objective.IdentityCrossEntropy;
import org.fedlens.training.objective.ModelContrast;
import org.fedlens.training.objective.ProximalTerm;
import org.fedlens.training.objective.pixel.BackCrossEntropy;
import org.fedlens.training.objective.pixel.BinaryCrossEntropy;
import org.fedlens.training.objective.pixel.DiceLoss;
import org.fedlens.training.objective.pixel.FocalLoss;
import org.fedlens.training.objective.pixel.LovaszSoftmax;
import org.fedlens.training.objective.pixel.OhemCrossEntropy;
import org.fedlens.training.objective.pixel.PixelContrast;
import org.fedlens.training.supervision.ClusterLabels;
import org.fedlens.training.supervision.UntilConfident;

/**
 * The methods, each a recipe of parts. A method that is listed here has its keys in the experiment file, its form, its
 * {@code --set} flags and its place in the tests that every method must pass; the keys are the {@code Setting}
 * components of its parts. A recipe names what differs from their standards and nothing else.
 */
public final class Catalog {
    /** McMahan et al. 2017: local epochs, then the mean of the models weighted by data. */
    private static final Algorithm FED_AVG = new Algorithm(
            "FedAvg",
            new Supervision.Labelled(),
            new CrossEntropy(),
            new LocalBudget.Epochs(1),
            new Exchange(Traffic.MODEL, new Personalization.Replace()),
            Recipe.part(WeightedMean.class));

    /** Li et al. 2020. */
    private static final Algorithm FED_PROX = FED_AVG.named("FedProx").plus(Recipe.part(ProximalTerm.class));

    /** Wang et al. 2020. */
    private static final Algorithm FED_NOVA = FED_AVG.named("FedNova").with(Recipe.part(NormalizedAverage.class));

    /** Karimireddy et al. 2020, option II. */
    private static final Algorithm SCAFFOLD =
            FED_AVG.named("SCAFFOLD").plus(new ControlVariate()).with(Recipe.part(ControlledAverage.class));

    /** Acar et al. 2021. */
    private static final Algorithm FED_DYN =
            FED_AVG.named("FedDyn").plus(Recipe.part(DynamicTerm.class)).with(Recipe.part(DynamicAverage.class));

    /** Li et al. 2021. */
    private static final Algorithm MOON = FED_AVG.named("MOON").plus(Recipe.part(ModelContrast.class));

    /** Hsu et al. 2019. */
    private static final Algorithm FED_AVG_M = FED_AVG.named("FedAvgM").with(Recipe.part(ServerMomentum.class));

    /** Reddi et al. 2021, three rules; Adagrad without a first moment, as in the paper. */
    private static final Algorithm FED_ADAGRAD = FED_AVG.named("FedAdagrad")
            .with(Recipe.part(ServerAdaptive.class, Map.of("rule", ServerAdaptive.Rule.ADAGRAD, "serverBeta1", 0)));

    private static final Algorithm FED_ADAM =
            FED_AVG.named("FedAdam").with(Recipe.part(ServerAdaptive.class, Map.of("rule", ServerAdaptive.Rule.ADAM)));

    private static final Algorithm FED_YOGI =
            FED_AVG.named("FedYogi").with(Recipe.part(ServerAdaptive.class, Map.of("rule", ServerAdaptive.Rule.YOGI)));

    /** Li et al. 2021: normalisation layers stay at home. */
    private static final Algorithm FED_BN = FED_AVG.named("FedBN")
            .with(new Exchange(Traffic.ALL_BUT_NORMS, new Personalization.KeepPrivate(Traffic.ALL_BUT_NORMS)));

    /** Arivazhagan et al. 2019: the classifier stays at home. */
    private static final Algorithm FED_PER = FED_AVG.named("FedPer")
            .with(new Exchange(Traffic.ALL_BUT_HEAD, new Personalization.KeepPrivate(Traffic.ALL_BUT_HEAD)));

    /** Zhuang et al. 2020 (FedPav): an identity classifier of each client's own, the rest averaged. */
    private static final Algorithm FED_RE_ID = FED_PER.named("FedReID").with(Recipe.part(IdentityCrossEntropy.class));

    /** Bottom-up clustering in every client, everything averaged: FedUReID's baseline, none of its three parts. */
    private static final Algorithm FED_BUC = new Algorithm(
            "FedBUC",
            Recipe.part(ClusterLabels.class, Map.of("personalClusters", false)),
            Recipe.part(ExclusiveLoss.class),
            Recipe.part(UntilConfident.class, Map.of("stopEarly", false, "epochs", 1)),
            new Exchange(Traffic.MODEL, Recipe.part(LayerMix.class, Map.of("mixing", LayerMix.Mixing.OFF))),
            Recipe.part(WeightedMean.class));

    /** Zhuang et al. 2021: personalised clustering, epochs and update. */
    private static final Algorithm FED_U_RE_ID = FED_BUC.named("FedUReID")
            .with(Recipe.part(ClusterLabels.class))
            .with(Recipe.part(UntilConfident.class, Map.of("epochs", 1)))
            .with(new Exchange(Traffic.MODEL, Recipe.part(LayerMix.class)));

    /** Bottom-up clustering without federation. */
    private static final Algorithm LOCAL_BUC = FED_BUC.named("LocalBUC")
            .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
            .with(new LatestUpload());

    /** Yin et al. 2018. */
    private static final Algorithm MEDIAN = FED_AVG.named("Median").with(new CoordinateMedian());

    private static final Algorithm TRIMMED_MEAN = FED_AVG.named("TrimmedMean").with(Recipe.part(TrimmedMean.class));

    /** Blanchard et al. 2017. */
    private static final Algorithm KRUM = FED_AVG.named("Krum").with(Recipe.part(Krum.class));

    private static final Algorithm MULTI_KRUM =
            FED_AVG.named("MultiKrum").with(Recipe.part(Krum.class, Map.of("chosen", 3)));

    /** El Mhamdi et al. 2018. */
    private static final Algorithm BULYAN = FED_AVG.named("Bulyan").with(Recipe.part(Bulyan.class));

    /** Pillutla et al. 2022. */
    private static final Algorithm GEOMETRIC_MEDIAN =
            FED_AVG.named("GeometricMedian").with(Recipe.part(GeometricMedian.class));

    private static final Algorithm NORM_CLIPPING = FED_AVG.named("NormClipping").with(new NormClipping());

    /** McMahan et al. 2018, with the adaptive bound of Andrew et al. 2021 as a choice. */
    private static final Algorithm DP_FED_AVG = FED_AVG.named("DP-FedAvg").with(Recipe.part(PrivateAverage.class));

    /** Baseline below every method: each client learns from its own images only. */
    private static final Algorithm LOCAL_ONLY = FED_AVG.named("LocalOnly")
            .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
            .with(new LatestUpload());

    /** Baseline above every method: all images in one place. The optimizer is made anew in each round, as clients do. */
    private static final Algorithm CENTRALISED = FED_AVG.named("Centralised")
            .with(new Exchange(Traffic.IMAGES, new Personalization.Replace()))
            .with(new LatestUpload());

    /** FedSeg's setting (Miao et al. 2023): erased pixels belong to a class that the client lacks. */
    private static final BackCrossEntropy BACK_CE = Recipe.part(BackCrossEntropy.class);

    private static final Algorithm FED_AVG_BACK = FED_AVG.named("FedAvg-BackCE").with(BACK_CE);

    private static final Algorithm FED_PROX_BACK =
            FED_PROX.named("FedProx-BackCE").with(BACK_CE.plus(Recipe.part(ProximalTerm.class)));

    private static final Algorithm FED_DYN_BACK =
            FED_DYN.named("FedDyn-BackCE").with(BACK_CE.plus(Recipe.part(DynamicTerm.class)));

    private static final Algorithm MOON_BACK =
            MOON.named("MOON-BackCE").with(BACK_CE.plus(Recipe.part(ModelContrast.class)));

    private static final PixelContrast CONTRAST = Recipe.part(PixelContrast.class);

    private static final Algorithm FED_SEG = FED_AVG_BACK.named("FedSeg").plus(CONTRAST);

    /** The losses that FedSeg is compared with, each under FedAvg. */
    private static final Algorithm OHEM = FED_AVG.named("FedAvg-OHEM").with(Recipe.part(OhemCrossEntropy.class));

    private static final Algorithm FOCAL = FED_AVG.named("FedAvg-Focal").with(Recipe.part(FocalLoss.class));

    private static final Algorithm BCE = FED_AVG.named("FedAvg-BCE").with(Recipe.part(BinaryCrossEntropy.class));

    private static final Algorithm DICE = FED_AVG.named("FedAvg-Dice").with(Recipe.part(DiceLoss.class));

    private static final Algorithm LOVASZ = FED_AVG.named("FedAvg-Lovasz").with(new LovaszSoftmax());

    private static final Map<String, Algorithm> RECIPES = inOrder(
            FED_AVG,
            FED_PROX,
            FED_NOVA,
            SCAFFOLD,
            FED_DYN,
            MOON,
            FED_AVG_M,
            FED_ADAGRAD,
            FED_ADAM,
            FED_YOGI,
            FED_BN,
            FED_PER,
            FED_RE_ID,
            FED_U_RE_ID,
            FED_BUC,
            LOCAL_BUC,
            MEDIAN,
            TRIMMED_MEAN,
            KRUM,
            MULTI_KRUM,
            BULYAN,
            GEOMETRIC_MEDIAN,
            NORM_CLIPPING,
            DP_FED_AVG,
            LOCAL_ONLY,
            FED_SEG,
            FED_AVG_BACK,
            FED_PROX_BACK,
            FED_DYN_BACK,
            MOON_BACK,
            OHEM,
            FOCAL,
            BCE,
            DICE,
            LOVASZ,
            CENTRALISED);

    private Catalog() {}

    /** All methods with their default settings, in the order in which a person should meet them. */
    public static List<Algorithm> all() {
        return List.copyOf(RECIPES.values());
    }

    /** The method of this name with its default settings. */
    public static Algorithm get(String name) {
        return java.util.Optional.ofNullable(RECIPES.get(name)).orElseThrow();
    }

    /** The methods as a setting of the experiment file. */
    public static Choices<Algorithm> choices() {
        return new Choices<>() {
            @Override
            public List<String> names() {
                return List.copyOf(RECIPES.keySet());
            }

            @Override
            public List<SettingField> fields(String name) {
                return Recipe.fields(RECIPES.get(name));
            }

            @Override
            public Algorithm create(String name, Map<String, Object> values) {
                return Recipe.with(RECIPES.get(name), values);
            }

            @Override
            public String nameOf(Algorithm value) {
                return value.name();
            }

            @Override
            public Map<String, Object> values(Algorithm value) {
                return Recipe.values(value);
            }
        };
    }

    private static Map<String, Algorithm> inOrder(Algorithm... algorithms) {
        Map<String, Algorithm> recipes = new LinkedHashMap<>();
        for (Algorithm algorithm : algorithms) {
            recipes.put(algorithm.name(), algorithm);
        }
        SelfSupervised.recipes().forEach(algorithm -> recipes.put(algorithm.name(), algorithm));
        return java.util.Collections.unmodifiableMap(recipes);
    }
}
