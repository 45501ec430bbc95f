package org.fedlens.app.shell;

import org.fedlens.app.compare.CompareFeature;
import org.fedlens.app.compare.CompareModel;
import org.fedlens.app.data.DataFeature;
import org.fedlens.app.data.DataModel;
import org.fedlens.app.embedding.EmbeddingContext;
import org.fedlens.app.embedding.EmbeddingFeature;
import org.fedlens.app.embedding.EmbeddingModel;
import org.fedlens.app.inversion.InversionFeature;
import org.fedlens.app.inversion.InversionModel;
import org.fedlens.app.kit.Feature;
import org.fedlens.app.prediction.PredictionFeature;
import org.fedlens.app.prediction.PredictionModel;

/** The models of a window's features, for tests that look behind the glass. */
public final class WindowParts {
    private WindowParts() {}

    private static <F extends Feature> F feature(WindowContext window, Class<F> type) {
        return window.features().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    public static DataModel data(WindowContext window) {
        return feature(window, DataFeature.class).context().data();
    }

    public static EmbeddingContext embedding(WindowContext window) {
        return feature(window, EmbeddingFeature.class).context();
    }

    public static EmbeddingModel embeddings(WindowContext window) {
        return embedding(window).embeddings();
    }

    public static PredictionModel predictions(WindowContext window) {
        return feature(window, PredictionFeature.class).context().predictions();
    }

    public static CompareModel compare(WindowContext window) {
        return feature(window, CompareFeature.class).context().compare();
    }

    public static InversionModel inversion(WindowContext window) {
        return feature(window, InversionFeature.class).context().inversion();
    }
}
