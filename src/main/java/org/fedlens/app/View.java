package org.fedlens.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** The views that work, in the order of the rail. */
enum View {
    /** Part of the shell itself. */
    WORKBENCH("bi-sliders", desk -> {
        throw new IllegalStateException("The shell holds the workbench");
    }),
    DATA("bi-grid", desk -> Views.load(DataView.class, desk)),
    EMBEDDINGS("bi-bezier2", desk -> Views.load(EmbeddingsView.class, desk)),
    PREDICTIONS("bi-check2-square", desk -> Views.load(PredictionsView.class, desk)),
    ROUNDS("bi-bar-chart-steps", desk -> Views.load(RoundsView.class, desk)),
    COMPARE("bi-graph-up", desk -> Views.load(CompareView.class, desk));

    private final String icon;
    private final Function<Desk, Page> maker;

    View(String icon, Function<Desk, Page> maker) {
        this.icon = icon;
        this.maker = maker;
    }

    /** The view of a name; the workbench if there is none. */
    static View named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElse(WORKBENCH);
    }

    String key() {
        return "ui.view." + name().toLowerCase(Locale.ROOT);
    }

    String icon() {
        return icon;
    }

    Page make(Desk desk) {
        return maker.apply(desk);
    }
}
