package org.fedlens.app.embedding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.run.RunModel;
import org.fedlens.embedding.Projection;
import org.fedlens.experiment.store.EmbeddingFiles;

/**
 * What the Embeddings view shows: one or two runs, a round, how points are coloured, which are chosen. It outlives the
 * views, which come and go with the language. On the window's thread only.
 */
public final class EmbeddingModel {
    /**
     * Chosen points.
     *
     * @param indices of the sample; those around one image nearest first
     * @param around the image whose neighbours they are, -1 if they were chosen by hand
     */
    record Chosen(int[] indices, int around) {
        static final Chosen NONE = new Chosen(new int[0], -1);
    }

    /**
     * Points that are shown alone.
     *
     * @param side in which they were chosen
     * @param points of the sample
     */
    private record Isolated(EmbeddingSide side, BitSet points) {}

    /** For a second side that shows the round of the first. */
    static final int MOVES_ALONG = -1;

    private static final int NEIGHBOURS = 24;

    private final Supplier<List<RunListEntry>> list;
    private final RunModel model;
    private final Executor background;
    private final FxPulse pulse;
    private final LatestTask neighbouring;
    private final EmbeddingSide first;
    private final EmbeddingSide second;
    private final ObjectProperty<List<RunListEntry>> runs = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<PointColouring> colouring = new SimpleObjectProperty<>(PointColouring.CLASS);
    private final ObjectProperty<Projection> projection = new SimpleObjectProperty<>(Projection.TSNE);
    private final IntegerProperty perplexity = new SimpleIntegerProperty(30);
    private final IntegerProperty round = new SimpleIntegerProperty(Integer.MAX_VALUE);
    private final IntegerProperty standing = new SimpleIntegerProperty(MOVES_ALONG);
    private final DoubleProperty perSecond = new SimpleDoubleProperty(2);
    private final BooleanProperty linked = new SimpleBooleanProperty(true);
    private final BooleanProperty comparing = new SimpleBooleanProperty();
    private final BooleanProperty listed = new SimpleBooleanProperty();
    private final ObjectProperty<Chosen> chosen = new SimpleObjectProperty<>(Chosen.NONE);
    private final ObjectProperty<EmbeddingSide> chosenIn = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<Isolated>> isolated = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableBooleanValue isolating =
            Bindings.createBooleanBinding(() -> isolated.get().isPresent(), isolated);
    private Optional<RunListEntry> besides = Optional.empty();
    private boolean alone;
    private boolean opened;

    /** @param list the runs there are, newest first; asked in the background */
    public EmbeddingModel(
            Supplier<List<RunListEntry>> list,
            RunModel model,
            RoundLayouts layouts,
            Executor background,
            FxPulse pulse) {
        this.list = list;
        this.model = model;
        this.background = background;
        this.pulse = pulse;
        this.neighbouring = new LatestTask(background, pulse);
        this.first = new EmbeddingSide(layouts, background, pulse);
        this.second = new EmbeddingSide(layouts, background, pulse);
        this.chosenIn.set(first);
        projection.addListener(changed -> again());
        comparing.addListener((value, before, now) -> compare(now));
        perplexity.addListener(changed -> {
            if (projection.get() != Projection.PCA) {
                again();
            }
        });
    }

    private RoundLayouts.Recipe recipe() {
        return new RoundLayouts.Recipe(projection.get(), perplexity.get());
    }

    /** Begins to look at runs; before, nothing is read for this view. */
    void open() {
        opened = true;
        refresh();
    }

    /** Asks again which runs there are. */
    void refresh() {
        background.execute(() -> {
            List<RunListEntry> kept = list.get().stream()
                    .filter(run -> !EmbeddingFiles.of(run.folder()).rounds().isEmpty())
                    .toList();
            pulse.post(() -> found(kept));
        });
    }

    private void found(List<RunListEntry> kept) {
        runs.set(kept);
        listed.set(true);
        if (first.run().get().isEmpty() && !kept.isEmpty()) {
            choose(first, kept.stream().filter(this::onScreen).findFirst().or(() -> Optional.of(kept.get(0))));
        }
    }

    private boolean onScreen(RunListEntry run) {
        return run.folder().getFileName().toString().equals(model.runName());
    }

    /** Told when a run has kept the embeddings of another round. */
    public void kept() {
        if (!opened) {
            return;
        }
        boolean shown = false;
        for (EmbeddingSide side : List.of(first, second)) {
            if (!side.held() && side.run().get().filter(this::onScreen).isPresent()) {
                side.more(recipe());
                shown = true;
            }
        }
        if (!shown) {
            refresh();
        }
    }

    /** Shows a run on one side, or nothing. */
    void choose(EmbeddingSide side, Optional<RunListEntry> run) {
        chosen.set(Chosen.NONE);
        isolated.set(Optional.empty());
        side.show(run, recipe(), side == second ? Optional.of(first) : Optional.empty());
    }

    /** With a second side, it begins with the next run there is; if there is none, with the first round of the same one. */
    private void compare(boolean two) {
        if (two && second.held()) {
            return;
        }
        standing.set(MOVES_ALONG);
        Optional<RunListEntry> other = runs.get().stream()
                .filter(run -> !Optional.of(run).equals(first.run().get()))
                .findFirst();
        choose(second, two ? other.or(() -> first.run().get()) : Optional.empty());
        if (two && other.isEmpty() && !first.rounds().isEmpty()) {
            standing.set(first.rounds().get(0));
        }
    }

    private void again() {
        for (EmbeddingSide side : List.of(first, second)) {
            if (!side.held()) {
                choose(side, side.run().get());
            }
        }
    }

    /** Keeps what the first side shows now on the second, where it stays whatever the first goes on to. */
    public void snapshot() {
        first.look(shownRound()).ifPresent(look -> {
            if (!second.held()) {
                alone = !comparing.get();
                besides = second.run().get();
            }
            if (!first.sameImages(second)) {
                chosen.set(chosenIn.get() == first ? chosen.get() : Chosen.NONE);
                isolated.set(isolated.get().filter(only -> only.side == first));
            }
            standing.set(MOVES_ALONG);
            second.hold(first, look, recipe());
            comparing.set(true);
        });
    }

    /** Lets the snapshot go: the second side is again what it was before. */
    void putAway() {
        if (!second.held()) {
            return;
        }
        Chosen kept = chosenIn.get() == first ? chosen.get() : Chosen.NONE;
        Optional<Isolated> only = isolated.get().filter(points -> points.side == first);
        if (alone) {
            comparing.set(false);
        } else {
            choose(second, besides);
        }
        chosen.set(kept);
        isolated.set(only);
    }

    /** Shows only what is chosen; or all again, if it does so. */
    public void isolate() {
        if (isolating.get()) {
            isolated.set(Optional.empty());
        } else if (canIsolate()) {
            BitSet points = new BitSet();
            IntStream.of(chosen.get().indices()).forEach(points::set);
            isolated.set(Optional.of(new Isolated(chosenIn.get(), points)));
        }
    }

    /** True if some points are chosen, or shown alone. */
    public boolean canIsolate() {
        return isolating.get() || chosen.get().indices().length > 0;
    }

    /** Which points a side shows: all, unless some are isolated. */
    IntPredicate shownOn(EmbeddingSide side) {
        return isolated.get()
                .filter(only -> means(only.side, side))
                .map(only -> (IntPredicate) only.points::get)
                .orElse(point -> true);
    }

    /** The rounds that are kept by either side, ascending. */
    List<Integer> rounds() {
        TreeSet<Integer> all = new TreeSet<>(first.rounds());
        all.addAll(second.rounds());
        return List.copyOf(all);
    }

    /** Goes to the next or previous kept round; around the end if asked. @return false if there is none */
    boolean step(int by, boolean around) {
        List<Integer> rounds = rounds();
        if (rounds.isEmpty()) {
            return false;
        }
        int at = position();
        int next = at + by;
        if (next < 0 || next >= rounds.size()) {
            if (!around) {
                return false;
            }
            next = Math.floorMod(next, rounds.size());
        }
        round.set(rounds.get(next));
        return true;
    }

    /** Where the shown round stands among those that are kept. */
    int position() {
        List<Integer> rounds = rounds();
        int at = Math.max(0, rounds.size() - 1);
        while (at > 0 && rounds.get(at) > round.get()) {
            at--;
        }
        return at;
    }

    /** The kept round that is shown, 0 if there is none. */
    int shownRound() {
        List<Integer> rounds = rounds();
        return rounds.isEmpty() ? 0 : rounds.get(position());
    }

    /** The round that a side shows: where the scrubber stands, unless the second side stands still. */
    int shownRound(EmbeddingSide side) {
        return side == second && standing.get() != MOVES_ALONG ? standing.get() : shownRound();
    }

    /**
     * Chooses an image by its number in the sample, from 0, with its neighbours.
     *
     * @return false if there is no such image
     */
    boolean find(int image) {
        EmbeddingSide side = chosenIn.get().images().isPresent() ? chosenIn.get() : first;
        if (side.images().isEmpty() || image < 0 || image >= side.images().get().count()) {
            return false;
        }
        chooseAround(side, image);
        return true;
    }

    /** Chooses points by hand. */
    void choose(EmbeddingSide side, int[] indices) {
        chosenIn.set(side);
        neighbouring.cancel();
        int[] sorted = indices.clone();
        Arrays.sort(sorted);
        chosen.set(indices.length == 0 ? Chosen.NONE : new Chosen(sorted, -1));
    }

    /** Chooses an image and the images nearest to it in the original space. */
    void chooseAround(EmbeddingSide side, int image) {
        chosenIn.set(side);
        int round = side.look(shownRound(side)).map(RoundLayouts.Look::round).orElse(0);
        side.run()
                .get()
                .ifPresent(run -> neighbouring.ask(
                        () -> RoundLayouts.nearest(run.folder(), round, image, NEIGHBOURS + 1),
                        nearest -> chosen.set(new Chosen(nearest, image)),
                        failure -> chosen.set(new Chosen(new int[] {image}, image))));
    }

    /** What is chosen on a side: that of the other too where both show the same images and are linked. */
    Chosen chosenOn(EmbeddingSide side) {
        return means(chosenIn.get(), side) ? chosen.get() : Chosen.NONE;
    }

    private boolean means(EmbeddingSide said, EmbeddingSide side) {
        return side == said || linked.get() && first.sameImages(second);
    }

    EmbeddingSide first() {
        return first;
    }

    EmbeddingSide second() {
        return second;
    }

    ReadOnlyObjectProperty<List<RunListEntry>> runs() {
        return runs;
    }

    ObjectProperty<PointColouring> colouring() {
        return colouring;
    }

    ObjectProperty<Projection> projection() {
        return projection;
    }

    IntegerProperty perplexity() {
        return perplexity;
    }

    IntegerProperty round() {
        return round;
    }

    /** The round at which the second side stands still, or {@link #MOVES_ALONG}. */
    IntegerProperty standing() {
        return standing;
    }

    DoubleProperty perSecond() {
        return perSecond;
    }

    BooleanProperty linked() {
        return linked;
    }

    /** True while there are two sides. */
    BooleanProperty comparing() {
        return comparing;
    }

    /** True once it is known which runs there are. */
    BooleanProperty listed() {
        return listed;
    }

    ReadOnlyObjectProperty<Chosen> chosen() {
        return chosen;
    }

    /** True while only some points are shown. */
    ObservableBooleanValue isolating() {
        return isolating;
    }

    /** The side in which points were chosen last. */
    EmbeddingSide chosenIn() {
        return chosenIn.get();
    }
}
