package org.fedlens.app.prediction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.fedlens.app.clusters.ClusterAnimationModel;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.experiment.inspect.PeoplePredictions;
import org.fedlens.experiment.inspect.SceneOrder;

/** The re-identification side of the Predictions view: whose queries, in which order, how far down the gallery. */
final class PeopleModel {
    private final PredictionJob<PeoplePredictions> trial;
    private final LatestTask ranking;
    private final ClusterAnimationModel film;
    private final Executor background;
    private final FxPulse pulse;
    private final IntegerProperty client = new SimpleIntegerProperty();
    private final ObjectProperty<SceneOrder> order = new SimpleObjectProperty<>(SceneOrder.WORST);
    private final IntegerProperty length = new SimpleIntegerProperty(10);
    private final IntegerProperty query = new SimpleIntegerProperty(-1);

    PeopleModel(Executor background, FxPulse pulse) {
        this.trial = new PredictionJob<>(background, pulse);
        this.ranking = new LatestTask(background, pulse);
        this.film = new ClusterAnimationModel(background, pulse);
        this.background = background;
        this.pulse = pulse;
        trial.revision().subscribe(changed -> trial.result().ifPresent(found -> {
            if (query.get() < 0 || query.get() >= found.queries()) {
                choose();
            }
        }));
        trial.revision().subscribe(changed -> film.of(trial.result()));
        order.addListener((value, before, now) -> choose());
        client.addListener((value, before, now) -> again());
    }

    private void choose() {
        List<Integer> sorted = queries();
        query.set(sorted.isEmpty() ? -1 : sorted.get(0));
    }

    /** Tries the newest model of a run. */
    void show(RunListEntry run) {
        query.set(-1);
        int whose = client.get();
        trial.show(Optional.of(run), (folder, watch) -> PeoplePredictions.of(folder, whose, watch));
    }

    private void again() {
        trial.run().ifPresent(this::show);
    }

    /** The queries in their order. */
    List<Integer> queries() {
        return trial.result()
                .map(found ->
                        IntStream.of(order.get().of(found.precisions())).boxed().toList())
                .orElse(List.of());
    }

    /**
     * A gallery picture as it is shown.
     *
     * @param ranked where it stands
     * @param image it
     * @param camera that took it
     */
    record Shown(PeoplePredictions.Ranked ranked, Image image, int camera) {}

    /** Ranks the gallery for the query that is chosen, in the background. */
    void rank(Consumer<List<Shown>> shown, Consumer<Exception> failed) {
        PeoplePredictions found = trial.result().orElseThrow();
        int asked = query.get();
        int most = length.get();
        ranking.ask(
                () -> found.ranking(asked, most).stream()
                        .map(ranked -> new Shown(
                                ranked,
                                SceneImages.picture(found.galleryPixels(ranked.picture()), found.shape()),
                                found.galleryCamera(ranked.picture())))
                        .toList(),
                shown,
                failed);
    }

    /** Reads a query's picture in the background. */
    void picture(int asked, Consumer<Image> shown) {
        trial.result()
                .ifPresent(found -> background.execute(() -> {
                    Image image = SceneImages.picture(found.queryPixels(asked), found.shape());
                    pulse.post(() -> shown.accept(image));
                }));
    }

    /** How clusters came about. */
    ClusterAnimationModel film() {
        return film;
    }

    PredictionJob<PeoplePredictions> trial() {
        return trial;
    }

    /** Whose queries are shown. */
    IntegerProperty client() {
        return client;
    }

    /** Worst for the hardest queries first. */
    ObjectProperty<SceneOrder> order() {
        return order;
    }

    /** How many gallery pictures are shown. */
    IntegerProperty length() {
        return length;
    }

    /** The query that is chosen, -1 for none. */
    IntegerProperty query() {
        return query;
    }
}
