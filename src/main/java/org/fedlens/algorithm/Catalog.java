package org.fedlens.algorithm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Latest;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.WeightedMean;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Choices;
import org.fedlens.settings.Field;
import org.fedlens.training.Algorithm;
import org.fedlens.training.CrossEntropy;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Supervision;

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

    /** Baseline below every method: each client learns from its own images only. */
    private static final Algorithm LOCAL_ONLY = FED_AVG.named("LocalOnly")
            .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
            .with(new Latest());

    /** Baseline above every method: all images in one place. The optimizer is made anew in each round, as clients do. */
    private static final Algorithm CENTRALISED = FED_AVG.named("Centralised")
            .with(new Exchange(Traffic.IMAGES, new Personalization.Replace()))
            .with(new Latest());

    private static final Map<String, Algorithm> RECIPES = inOrder(FED_AVG, LOCAL_ONLY, CENTRALISED);

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
        return java.util.Collections.unmodifiableMap(recipes);
    }
}
