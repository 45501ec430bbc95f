package org.fedlens.algorithm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.federated.Accountant;
import org.fedlens.federated.Bulyan;
import org.fedlens.federated.ControlledAverage;
import org.fedlens.federated.CoordinateMedian;
import org.fedlens.federated.DynamicAverage;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.GeometricMedian;
import org.fedlens.federated.Krum;
import org.fedlens.federated.Latest;
import org.fedlens.federated.LayerMix;
import org.fedlens.federated.NormClipping;
import org.fedlens.federated.NormalizedAverage;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.PrivateAverage;
import org.fedlens.federated.ServerAdaptive;
import org.fedlens.federated.ServerMomentum;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.TrimmedMean;
import org.fedlens.federated.WeightedMean;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Choices;
import org.fedlens.settings.Field;
import org.fedlens.training.Algorithm;
import org.fedlens.training.BackCrossEntropy;
import org.fedlens.training.BinaryCrossEntropy;
import org.fedlens.training.ClusterLabels;
import org.fedlens.training.ControlVariate;
import org.fedlens.training.CrossEntropy;
import org.fedlens.training.Dice;
import org.fedlens.training.DynamicTerm;
import org.fedlens.training.Exclusive;
import org.fedlens.training.Focal;
import org.fedlens.training.HardPixels;
import org.fedlens.training.Identities;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Lovasz;
import org.fedlens.training.ModelContrast;
import org.fedlens.training.PixelContrast;
import org.fedlens.training.Proximal;
import org.fedlens.training.Supervision;
import org.fedlens.training.UntilConfident;

/**
 * The methods, each a recipe of parts. A method that is listed here has its keys in the experiment file, its form, its
 * {@code --set} flags and its place in the tests that every method must pass; the keys are the {@code Setting}
 * components of its parts.
 */
public final class Catalog {
    /** McMahan et al. 2017: local epochs, then the mean of the models weighted by data. */
    private static final Algorithm FED_AVG = new Algorithm(
            "FedAvg",
            new Supervision.Labelled(),
            new CrossEntropy(),
            new LocalBudget.Epochs(1),
            new Exchange(Traffic.MODEL, new Personalization.Replace()),
            new WeightedMean(Weighting.SAMPLES, Statistics.PLAIN));

    /** Li et al. 2020. */
    private static final Algorithm FED_PROX = FED_AVG.named("FedProx").plus(new Proximal(0.01, true));

    /** Wang et al. 2020. */
    private static final Algorithm FED_NOVA =
            FED_AVG.named("FedNova").with(new NormalizedAverage(NormalizedAverage.Effective.NORMALIZER));

    /** Karimireddy et al. 2020, option II. */
    private static final Algorithm SCAFFOLD =
            FED_AVG.named("SCAFFOLD").plus(new ControlVariate()).with(new ControlledAverage(1));

    /** Acar et al. 2021. */
    private static final Algorithm FED_DYN =
            FED_AVG.named("FedDyn").plus(new DynamicTerm(0.1)).with(new DynamicAverage(0.1));

    /** Li et al. 2021. */
    private static final Algorithm MOON = FED_AVG.named("MOON").plus(new ModelContrast(1, 0.5));

    /** Hsu et al. 2019. */
    private static final Algorithm FED_AVG_M = FED_AVG.named("FedAvgM").with(new ServerMomentum(1, 0.9, false));

    /** Reddi et al. 2021, three rules; Adagrad without a first moment, as in the paper. */
    private static final Algorithm FED_ADAGRAD =
            FED_AVG.named("FedAdagrad").with(new ServerAdaptive(ServerAdaptive.Rule.ADAGRAD, 0.1, 0, 0.99, 1e-3));

    private static final Algorithm FED_ADAM =
            FED_AVG.named("FedAdam").with(new ServerAdaptive(ServerAdaptive.Rule.ADAM, 0.1, 0.9, 0.99, 1e-3));

    private static final Algorithm FED_YOGI =
            FED_AVG.named("FedYogi").with(new ServerAdaptive(ServerAdaptive.Rule.YOGI, 0.1, 0.9, 0.99, 1e-3));

    /** Li et al. 2021: normalisation layers stay at home. */
    private static final Algorithm FED_BN = FED_AVG.named("FedBN")
            .with(new Exchange(Traffic.ALL_BUT_NORMS, new Personalization.KeepPrivate(Traffic.ALL_BUT_NORMS)));

    /** Arivazhagan et al. 2019: the classifier stays at home. */
    private static final Algorithm FED_PER = FED_AVG.named("FedPer")
            .with(new Exchange(Traffic.ALL_BUT_HEAD, new Personalization.KeepPrivate(Traffic.ALL_BUT_HEAD)));

    /** Zhuang et al. 2020 (FedPav): an identity classifier of each client's own, the rest averaged. */
    private static final Algorithm FED_RE_ID = FED_PER.named("FedReID").with(new Identities(128, 0.5));

    /** Bottom-up clustering in every client, everything averaged: FedUReID's baseline, none of its three parts. */
    private static final Algorithm FED_BUC = new Algorithm(
            "FedBUC",
            new ClusterLabels(
                    0.05,
                    19,
                    0.003,
                    false,
                    ClusterLabels.Profiler.SILHOUETTE,
                    8,
                    0.35,
                    true,
                    ClusterLabels.MergeBy.TRAINED,
                    false),
            new Exclusive(10, 128, 0.5, Exclusive.Table.ZERO),
            new UntilConfident(false, 20, 1, 1, 0.95, UntilConfident.Granularity.EPOCH),
            new Exchange(Traffic.MODEL, new LayerMix(LayerMix.Mixing.OFF)),
            new WeightedMean(Weighting.SAMPLES, Statistics.PLAIN));

    /** Zhuang et al. 2021: personalised clustering, epochs and update. */
    private static final Algorithm FED_U_RE_ID = FED_BUC.named("FedUReID")
            .with(new ClusterLabels(
                    0.05,
                    19,
                    0.003,
                    true,
                    ClusterLabels.Profiler.SILHOUETTE,
                    8,
                    0.35,
                    true,
                    ClusterLabels.MergeBy.TRAINED,
                    false))
            .with(new UntilConfident(true, 20, 1, 1, 0.95, UntilConfident.Granularity.EPOCH))
            .with(new Exchange(Traffic.MODEL, new LayerMix(LayerMix.Mixing.MODEL)));

    /** Bottom-up clustering without federation. */
    private static final Algorithm LOCAL_BUC = FED_BUC.named("LocalBUC")
            .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
            .with(new Latest());

    /** Yin et al. 2018. */
    private static final Algorithm MEDIAN = FED_AVG.named("Median").with(new CoordinateMedian());

    private static final Algorithm TRIMMED_MEAN = FED_AVG.named("TrimmedMean").with(new TrimmedMean(1));

    /** Blanchard et al. 2017. */
    private static final Algorithm KRUM = FED_AVG.named("Krum").with(new Krum(1, 1));

    private static final Algorithm MULTI_KRUM = FED_AVG.named("MultiKrum").with(new Krum(1, 3));

    /** El Mhamdi et al. 2018. */
    private static final Algorithm BULYAN = FED_AVG.named("Bulyan").with(new Bulyan(1));

    /** Pillutla et al. 2022. */
    private static final Algorithm GEOMETRIC_MEDIAN =
            FED_AVG.named("GeometricMedian").with(new GeometricMedian(10));

    private static final Algorithm NORM_CLIPPING = FED_AVG.named("NormClipping").with(new NormClipping());

    /** McMahan et al. 2018, with the adaptive bound of Andrew et al. 2021 as a choice. */
    private static final Algorithm DP_FED_AVG = FED_AVG.named("DP-FedAvg")
            .with(new PrivateAverage(1, 1, false, 0.5, 0.2, 1, 1e-5, Accountant.Conversion.CLASSIC, 0));

    /** Baseline below every method: each client learns from its own images only. */
    private static final Algorithm LOCAL_ONLY = FED_AVG.named("LocalOnly")
            .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
            .with(new Latest());

    /**
     * Baseline above every method: all images in one place. The optimizer is made anew in each round, as clients do.
     */
    private static final Algorithm CENTRALISED = FED_AVG.named("Centralised")
            .with(new Exchange(Traffic.IMAGES, new Personalization.Replace()))
            .with(new Latest());

    /** FedSeg's setting (Miao et al. 2023): erased pixels belong to a class that the client lacks. */
    private static final BackCrossEntropy BACK_CE = new BackCrossEntropy(BackCrossEntropy.ClassSet.PER_CLIENT);

    private static final Algorithm FED_AVG_BACK = FED_AVG.named("FedAvg-BackCE").with(BACK_CE);

    private static final Algorithm FED_PROX_BACK =
            FED_PROX.named("FedProx-BackCE").with(BACK_CE.plus(new Proximal(0.01, true)));

    private static final Algorithm FED_DYN_BACK =
            FED_DYN.named("FedDyn-BackCE").with(BACK_CE.plus(new DynamicTerm(0.1)));

    private static final Algorithm MOON_BACK = MOON.named("MOON-BackCE").with(BACK_CE.plus(new ModelContrast(1, 0.5)));

    private static final PixelContrast CONTRAST =
            new PixelContrast(1, 0.07, 0.8, 4096, 256, 1, PixelContrast.Space.GLOBAL, PixelContrast.Partners.REGION);

    private static final Algorithm FED_SEG = FED_AVG_BACK.named("FedSeg").plus(CONTRAST);

    /** The losses that FedSeg is compared with, each under FedAvg. */
    private static final Algorithm OHEM = FED_AVG.named("FedAvg-OHEM").with(new HardPixels(0.7, 0.25));

    private static final Algorithm FOCAL = FED_AVG.named("FedAvg-Focal").with(new Focal(Focal.Form.SOFTMAX, 0.25, 2));

    private static final Algorithm BCE = FED_AVG.named("FedAvg-BCE").with(new BinaryCrossEntropy(false));

    private static final Algorithm DICE = FED_AVG.named("FedAvg-Dice").with(new Dice(Dice.Reduction.PRESENT_ZEROED, 0));

    private static final Algorithm LOVASZ = FED_AVG.named("FedAvg-Lovasz").with(new Lovasz());

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
        return Optional.ofNullable(RECIPES.get(name)).orElseThrow();
    }

    /** The methods as a setting of the experiment file. */
    public static Choices<Algorithm> choices() {
        return new Choices<>() {
            @Override
            public List<String> names() {
                return List.copyOf(RECIPES.keySet());
            }

            @Override
            public List<Field> fields(String name) {
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
        return Collections.unmodifiableMap(recipes);
    }
}
