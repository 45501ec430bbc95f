package org.fedlens.app.embedding;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.engine.Thumbnail;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** One of the two pictures of the Embeddings view: which run it shows, and the layouts of its rounds as they come. */
final class EmbeddingSide {
    private static final int THUMB_PIXELS = 56;

    private final RoundLayouts layouts;
    private final Executor background;
    private final FxPulse pulse;
    private final ObjectProperty<Optional<RunListEntry>> run = new SimpleObjectProperty<>(Optional.empty());
    private final LongProperty revision = new SimpleLongProperty();
    private final NavigableMap<Integer, RoundLayouts.Look> looks = new TreeMap<>();
    private Optional<EmbeddedImages> images = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private List<Integer> rounds = List.of();
    private Image[] thumbs = {};
    private int[][] members = {};
    private AtomicBoolean wanted = new AtomicBoolean();
    private Optional<RoundLayouts.Recipe> held = Optional.empty();
    private boolean busy;
    private boolean again;

    EmbeddingSide(RoundLayouts layouts, Executor background, FxPulse pulse) {
        this.layouts = layouts;
        this.background = background;
        this.pulse = pulse;
    }

    /** Shows a run, or another projection of it. @param onto layout to lie on, of the same images */
    void show(Optional<RunListEntry> chosen, RoundLayouts.Recipe recipe, Optional<EmbeddingSide> onto) {
        wanted.set(false);
        boolean same = !held() && run.get().map(RunListEntry::folder).equals(chosen.map(RunListEntry::folder));
        held = Optional.empty();
        busy = false;
        again = false;
        looks.clear();
        problem = Optional.empty();
        if (!same) {
            images = Optional.empty();
            rounds = List.of();
            thumbs = new Image[0];
        }
        run.set(chosen);
        touch();
        chosen.ifPresent(past -> lay(past.folder(), recipe, onto));
    }

    /** Shows a round of another side as it is laid out now, and nothing else, until it is to show a run again. */
    void hold(EmbeddingSide other, RoundLayouts.Look look, RoundLayouts.Recipe recipe) {
        show(Optional.empty(), recipe, Optional.empty());
        run.set(other.run.get());
        images = other.images;
        members = other.members;
        thumbs = other.thumbs;
        looks.put(look.round(), look);
        held = Optional.of(recipe);
        touch();
    }

    /** True while one round is held fast. */
    boolean held() {
        return held.isPresent();
    }

    /** How the round that is held fast was laid out. */
    Optional<RoundLayouts.Recipe> heldAs() {
        return held;
    }

    /** Looks whether more rounds were kept since. */
    void more(RoundLayouts.Recipe recipe) {
        if (busy) {
            again = true;
        } else {
            run.get().ifPresent(past -> lay(past.folder(), recipe, Optional.empty()));
        }
    }

    private void lay(Path folder, RoundLayouts.Recipe recipe, Optional<EmbeddingSide> onto) {
        AtomicBoolean mine = new AtomicBoolean(true);
        wanted = mine;
        busy = true;
        Optional<RoundLayouts.Look> known = looks.isEmpty()
                ? Optional.empty()
                : Optional.of(looks.lastEntry().getValue());
        Optional<double[]> still = onto.flatMap(EmbeddingSide::first);
        try {
            background.execute(() -> work(folder, recipe, known, still, mine));
        } catch (RejectedExecutionException closing) {
            busy = false;
        }
    }

    private void work(
            Path folder,
            RoundLayouts.Recipe recipe,
            Optional<RoundLayouts.Look> known,
            Optional<double[]> still,
            AtomicBoolean mine) {
        try {
            layouts.lay(folder, recipe, known, still, mine, new Ear(mine));
            post(mine, () -> ended(recipe));
        } catch (InterruptedException overtaken) {
            // Somebody chose another run or another projection; the newer work tells its own outcome.
            Thread.interrupted();
        } catch (Problem told) {
            Faults.here().log(told);
            fail(mine, told);
        } catch (RuntimeException fault) {
            Faults.here().report(fault);
            fail(
                    mine,
                    new Problem(folder.toString(), Text.of("ui.problem.fault"), Text.of("ui.problem.openLog"), fault));
        }
    }

    private void fail(AtomicBoolean mine, Problem why) {
        post(mine, () -> {
            problem = Optional.of(why);
            again = false;
            busy = false;
            touch();
        });
    }

    private void ended(RoundLayouts.Recipe recipe) {
        busy = false;
        touch();
        if (again) {
            again = false;
            more(recipe);
        }
    }

    private void post(AtomicBoolean mine, Runnable work) {
        pulse.post(() -> {
            if (mine.get()) {
                work.run();
            }
        });
    }

    private final class Ear implements RoundLayouts.Ear {
        private final AtomicBoolean mine;

        Ear(AtomicBoolean mine) {
            this.mine = mine;
        }

        @Override
        public void opened(EmbeddedImages found, List<Integer> kept) {
            post(mine, () -> {
                images = Optional.of(found);
                rounds = kept;
                members = byClass(found);
                if (thumbs.length != found.count()) {
                    thumbs = new Image[found.count()];
                }
                touch();
            });
        }

        @Override
        public void laid(RoundLayouts.Look look) {
            post(mine, () -> {
                looks.put(look.round(), look);
                touch();
            });
        }
    }

    private Optional<double[]> first() {
        return looks.isEmpty()
                ? Optional.empty()
                : Optional.of(looks.firstEntry().getValue().y());
    }

    private void touch() {
        revision.set(revision.get() + 1);
    }

    private static int[][] byClass(EmbeddedImages images) {
        int[][] members = new int[images.classes().size()][];
        Arrays.setAll(members, c -> IntStream.range(0, images.count())
                .filter(i -> images.labels()[i] == c)
                .toArray());
        return members;
    }

    /** The points of each class. */
    int[][] members() {
        return members;
    }

    /** The layout of a round, or of the last one before it that there is. */
    Optional<RoundLayouts.Look> look(int round) {
        return Optional.ofNullable(looks.floorEntry(round))
                .or(() -> Optional.ofNullable(looks.firstEntry()))
                .map(Map.Entry::getValue);
    }

    /** An image of the sample, each pixel a square so that small ones stay sharp. */
    Image thumb(int index) {
        EmbeddedImages all = images.orElseThrow();
        if (thumbs[index] == null) {
            int size = all.shape().size();
            byte[] planes = Arrays.copyOfRange(all.pixels(), index * size, (index + 1) * size);
            int width = all.shape().width();
            int height = all.shape().height();
            Thumbnail thumb = Thumbnail.of(planes, all.shape().channels(), height, width, all.labels()[index]);
            thumbs[index] = thumb.image(Math.max(1, 2 * THUMB_PIXELS / Math.max(width, height)));
        }
        return thumbs[index];
    }

    /** True if both show the same images in the same order, so that a choice in one means the same in the other. */
    boolean sameImages(EmbeddingSide other) {
        return images.isPresent()
                && other.images.isPresent()
                && Arrays.equals(images.get().pixels(), other.images.get().pixels());
    }

    ObjectProperty<Optional<RunListEntry>> run() {
        return run;
    }

    ReadOnlyLongProperty revision() {
        return revision;
    }

    Optional<EmbeddedImages> images() {
        return images;
    }

    Optional<Problem> problem() {
        return problem;
    }

    List<Integer> rounds() {
        return rounds;
    }

    NavigableMap<Integer, RoundLayouts.Look> looks() {
        return looks;
    }

    boolean busy() {
        return busy;
    }
}
