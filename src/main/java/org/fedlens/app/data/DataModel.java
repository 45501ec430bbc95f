package org.fedlens.app.data;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.fedlens.app.engine.DataCard;
import org.fedlens.app.engine.DataService;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.engine.Thumbnail;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.data.download.DownloadCancelled;
import org.fedlens.data.download.PublicSet;
import org.fedlens.data.partition.PartitionMove;
import org.fedlens.data.source.DataReport;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * What the Data view shows beside the draft: the gallery, the chosen client and its images, what a check found. The
 * split itself is the draft's, so that the Workbench and this view can never disagree, and one history undoes both.
 */
public final class DataModel {
    /** How who-holds-what is drawn. */
    enum Drawing {
        BUBBLES,
        HEAT,
        BARS
    }

    /** A tile of the gallery: its card is empty until it was looked at, or if it could not be. */
    record Tile(String source, Optional<DataCard> card, List<Image> samples, Optional<Problem> problem) {}

    /** A download on its way: bytes of the file being loaded, 0 expected if nobody says. */
    record Loading(PublicSet set, long loaded, long expected, AtomicBoolean stop) {}

    /** Images of a client with their classes. */
    record Shown(List<Image> images, List<Integer> labels) {}

    static final int MOST_IMAGES = 42;
    private static final int THUMB_PIXELS = 40;
    private static final long TELL_NANOS = 100_000_000;

    private final DataService bench;
    private final ExperimentDraft draft;
    private final FxPulse pulse;
    private final Executor background;
    private final LatestTask imaging;
    private final LatestTask checking;
    private final ObjectProperty<Drawing> drawing = new SimpleObjectProperty<>(Drawing.BUBBLES);
    private final ObjectProperty<LabelDistribution.Order> order =
            new SimpleObjectProperty<>(LabelDistribution.Order.NUMBER);
    private final IntegerProperty client = new SimpleIntegerProperty(0);
    private final IntegerProperty label = new SimpleIntegerProperty(-1);
    private final IntegerProperty turn = new SimpleIntegerProperty(0);
    private final ObjectProperty<List<Tile>> tiles = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<PublicSet>> offered = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Loading>> loading = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Shown> shown = new SimpleObjectProperty<>(new Shown(List.of(), List.of()));
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
    private final Map<String, Tile> looked = new HashMap<>();
    private boolean opened;

    public DataModel(DataService bench, ExperimentDraft draft, FxPulse pulse, Executor background) {
        this.bench = bench;
        this.draft = draft;
        this.pulse = pulse;
        this.background = background;
        this.imaging = new LatestTask(background, pulse);
        this.checking = new LatestTask(background, pulse);
        client.addListener(changed -> fetchImages());
        label.addListener(changed -> fetchImages());
        turn.addListener(changed -> fetchImages());
        draft.federationProperty().addListener(changed -> {
            int clients = draft.federationProperty().get().clients().size();
            if (clients > 0 && client.get() >= clients) {
                client.set(clients - 1);
            }
        });
        draft.sheetProperty().addListener(changed -> fetchImages());
    }

    /** Begins to look at data; before, nothing is read for this view. */
    void open() {
        if (!opened) {
            opened = true;
            refreshTiles();
        }
        fetchImages();
    }

    private void fetchImages() {
        if (!opened || !draft.sheet().problems().isEmpty() || draft.tree().isEmpty()) {
            return;
        }
        Map<String, Object> tree = draft.tree();
        Path base = draft.base();
        int who = client.get();
        int what = label.get();
        int which = turn.get();
        imaging.ask(
                () -> {
                    List<Thumbnail> thumbs = bench.images(tree, base, who, what, which, MOST_IMAGES);
                    return new Shown(
                            thumbs.stream().map(DataModel::picture).toList(),
                            thumbs.stream().map(Thumbnail::label).toList());
                },
                shown::set,
                failure -> shown.set(new Shown(List.of(), List.of())));
    }

    /** Small images are drawn with whole squares for pixels, so that they stay sharp. */
    private static Image picture(Thumbnail thumb) {
        return thumb.image(Math.max(1, 2 * THUMB_PIXELS / Math.max(thumb.width(), thumb.height())));
    }

    private void refreshTiles() {
        ask(bench::offered, offered::set);
        ask(bench::sources, sources -> {
            tiles.set(sources.stream().map(this::tile).toList());
            Deque<String> unseen = new ArrayDeque<>(sources);
            unseen.removeIf(looked::containsKey);
            lookAtNext(unseen);
        });
    }

    private Tile tile(String source) {
        return looked.getOrDefault(source, new Tile(source, Optional.empty(), List.of(), Optional.empty()));
    }

    /** One after the other, so that a slider finds a free thread. */
    private void lookAtNext(Deque<String> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        String source = unseen.remove();
        Path base = draft.base();
        ask(() -> look(source, base), tile -> {
            looked.put(source, tile);
            tiles.set(tiles.get().stream().map(old -> tile(old.source())).toList());
            lookAtNext(unseen);
        });
    }

    private Tile look(String source, Path base) {
        try {
            DataCard card = bench.card(source, base);
            List<Image> samples =
                    card.samples().stream().map(DataModel::picture).toList();
            return new Tile(source, Optional.of(card), samples, Optional.empty());
        } catch (Problem cannot) {
            return new Tile(source, Optional.empty(), List.of(), Optional.of(cannot));
        }
    }

    private <T> void ask(Callable<T> work, Consumer<T> then) {
        try {
            background.execute(() -> {
                try {
                    T result = work.call();
                    pulse.post(() -> then.accept(result));
                } catch (Exception failure) {
                    Faults.here().report(failure);
                    pulse.post(() -> problem.set(Optional.of(asProblem(failure))));
                }
            });
        } catch (RejectedExecutionException closing) {
            imaging.cancel();
        }
    }

    private static Problem asProblem(Exception failure) {
        return failure instanceof Problem known
                ? known
                : new Problem("data.source", Text.of("ui.problem.fault"), Text.of("ui.problem.openLog"), failure);
    }

    /** Loads a public set and uses it; one at a time. */
    void get(PublicSet set) {
        if (loading.get().isPresent()) {
            return;
        }
        problem.set(Optional.empty());
        AtomicBoolean stop = new AtomicBoolean();
        loading.set(Optional.of(new Loading(set, 0, 0, stop)));
        AtomicLong told = new AtomicLong();
        ask(
                () -> {
                    try {
                        return bench.get(
                                set,
                                (file, there, all) -> {
                                    // A few times a second is enough for a person.
                                    long now = System.nanoTime();
                                    if (now - told.get() > TELL_NANOS) {
                                        told.set(now);
                                        pulse.post(() -> loading.set(Optional.of(new Loading(set, there, all, stop))));
                                    }
                                },
                                stop::get);
                    } catch (DownloadCancelled byUser) {
                        return "";
                    } finally {
                        pulse.post(() -> loading.set(Optional.empty()));
                    }
                },
                source -> {
                    if (!source.isEmpty()) {
                        refreshTiles();
                        use(source);
                    }
                });
    }

    /** Uses a data set of the gallery: one step of the draft. */
    void use(String source) {
        draft.set("data.source", source);
    }

    /** Adds a folder and uses it. */
    void add(Path folder) {
        problem.set(Optional.empty());
        ask(
                () -> {
                    bench.add(folder);
                    return folder.toAbsolutePath().normalize().toString();
                },
                source -> {
                    refreshTiles();
                    use(source);
                });
    }

    /** Moves a share of one client's images of a class to another client: one step of the draft. */
    void move(PartitionMove move) {
        List<PartitionMove> moves =
                new ArrayList<>(PartitionMove.read(String.valueOf(partition().getOrDefault("moves", ""))));
        moves.add(move);
        draft.set("partition.moves", PartitionMove.write(moves));
    }

    /** How many moves by hand the draft holds. */
    int moves() {
        try {
            return PartitionMove.read(String.valueOf(partition().getOrDefault("moves", "")))
                    .size();
        } catch (Problem mistyped) {
            return 0;
        }
    }

    /** Takes all moves by hand back: one step of the draft. */
    void forgetMoves() {
        draft.set("partition.moves", "");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> partition() {
        return draft.tree().get("partition") instanceof Map<?, ?> section ? (Map<String, Object>) section : Map.of();
    }

    /** Keeps the draft as a preset and hands it over. */
    void keep(String name, Consumer<Preset> kept) {
        Map<String, Object> tree = draft.tree();
        Path base = draft.base();
        problem.set(Optional.empty());
        ask(() -> bench.keep(name, tree, base), kept);
    }

    /** Checks every file of a data set. */
    void check(String source, Consumer<DataReport> done, Consumer<Problem> failed) {
        Path base = draft.base();
        checking.ask(() -> bench.check(source, base), done, failure -> failed.accept(asProblem(failure)));
    }

    /** The source the draft names, as the gallery spells it. */
    String source() {
        String source = draft.sheet().value("data.source");
        Path folder = draft.base().resolve(source).toAbsolutePath().normalize();
        return tiles.get().stream().anyMatch(tile -> tile.source().equals(folder.toString()))
                ? folder.toString()
                : source;
    }

    ObjectProperty<Drawing> drawing() {
        return drawing;
    }

    ObjectProperty<LabelDistribution.Order> order() {
        return order;
    }

    IntegerProperty client() {
        return client;
    }

    IntegerProperty label() {
        return label;
    }

    IntegerProperty turn() {
        return turn;
    }

    ReadOnlyObjectProperty<List<Tile>> tiles() {
        return tiles;
    }

    ReadOnlyObjectProperty<List<PublicSet>> offered() {
        return offered;
    }

    ReadOnlyObjectProperty<Optional<Loading>> loading() {
        return loading;
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown;
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem;
    }
}
