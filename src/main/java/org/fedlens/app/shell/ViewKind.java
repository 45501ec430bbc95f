package org.fedlens.app.shell;

import java.util.Arrays;
import java.util.function.Function;
import org.fedlens.app.compare.CompareView;
import org.fedlens.app.data.DataView;
import org.fedlens.app.embedding.EmbeddingsView;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.app.prediction.PredictionsView;
import org.fedlens.app.rounds.RoundsView;

/** The views that work, in the order of the rail. */
enum ViewKind {
    /** Part of the shell itself. */
    WORKBENCH("bi-sliders", desk -> {
        throw new IllegalStateException("The shell holds the workbench");
    }),
    DATA("bi-grid", desk -> ViewLoader.load(DataView.class, desk)),
    EMBEDDINGS("bi-bezier2", desk -> ViewLoader.load(EmbeddingsView.class, desk)),
    PREDICTIONS("bi-check2-square", desk -> ViewLoader.load(PredictionsView.class, desk)),
    ROUNDS("bi-bar-chart-steps", desk -> ViewLoader.load(RoundsView.class, desk)),
    COMPARE("bi-graph-up", desk -> ViewLoader.load(CompareView.class, desk));

    private final String icon;
    private final Function<Desk, Page> maker;

    ViewKind(String icon, Function<Desk, Page> maker) {
        this.icon = icon;
        this.maker = maker;
    }

    /** The view of a name; the workbench if there is none. */
    static ViewKind named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElse(WORKBENCH);
    }

    String key() {
        return "ui.view." + name().toLowerCase(java.util.Locale.ROOT);
    }

    String icon() {
        return icon;
    }

    Page make(Desk desk) {
        return maker.apply(desk);
    }
}
