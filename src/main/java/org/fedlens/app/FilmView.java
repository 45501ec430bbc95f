package org.fedlens.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.fedlens.experiment.ClusterStory;

/**
 * The pictures of one client, drawn together as they are merged. Pictures alone are pale; a frame surrounds each
 * cluster, in the accent colour where it has just grown; whoever is a stranger in its cluster is framed in dashes.
 */
final class FilmView extends Region {
    private static final double ALONE = 0.55;
    private static final double SMALL = 24;

    private final Desk desk;
    private final FilmModel model;
    private final SharpCanvas canvas = new SharpCanvas();
    private final ObjectProperty<OptionalInt> pointed = new SimpleObjectProperty<>(OptionalInt.empty());
    private Optional<FilmLayout> layout = Optional.empty();
    private float[] middles = {};

    FilmView(Desk desk, FilmModel model) {
        this.desk = desk;
        this.model = model;
        setId("film");
        getStyleClass().add("film");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(160, 100);
        getChildren().add(canvas);
        setOnMousePressed(event -> requestFocus());
        setOnMouseMoved(event -> point(event.getX(), event.getY()));
        setOnMouseExited(event -> point(-1, -1));
        setOnKeyPressed(this::key);
        desk.ties().add(model.film().subscribe(film -> lay()));
        desk.ties().add(model.position().subscribe(at -> paint()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> paint()));
    }

    /** The place under the pointer. */
    ObjectProperty<OptionalInt> pointed() {
        return pointed;
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> model.go(Math.ceil(model.position().get()) - 1);
            case RIGHT -> model.go(Math.floor(model.position().get()) + 1);
            case HOME -> model.go(0);
            case END -> model.go(Double.MAX_VALUE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void point(double px, double py) {
        int place = layout.map(laid -> laid.at(middles, px, py)).orElse(-1);
        OptionalInt now = place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
        if (!now.equals(pointed.get())) {
            pointed.set(now);
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.fit(getWidth(), getHeight());
        lay();
    }

    private void lay() {
        boolean room = getWidth() > 40 && getHeight() > 20;
        layout = model.film()
                .get()
                .filter(film -> room)
                .map(film -> new FilmLayout(film.order(), film.clusters(), film.aspect(), getWidth(), getHeight()));
        paint();
    }

    private void paint() {
        GraphicsContext g = canvas.fresh();
        if (layout.isPresent() && model.film().get().isPresent()) {
            Film film = model.film().get().get();
            double at = Math.min(model.position().get(), film.last());
            int before = (int) Math.floor(at);
            double share = eased(at - before);
            middles = layout.get().between(before, share);
            groups(g, layout.get(), before, share);
            pictures(g, film, layout.get(), before, share);
            strangers(g, film, layout.get(), film.story().phase(model.phase()));
        }
        setAccessibleText(model.now()
                .map(now -> desk.say(
                        "ui.film.said",
                        model.phase(),
                        now.clusters().count(),
                        now.clusters().pictures(),
                        desk.surroundings().figures().percent(now.purity())))
                .orElse(""));
    }

    /** Slow at both ends of the way. */
    private static double eased(double share) {
        return share * share * (3 - 2 * share);
    }

    private void groups(GraphicsContext g, FilmLayout laid, int before, double share) {
        Palette palette = desk.surroundings().palette();
        Color still = palette.role("ghost");
        Color fresh = palette.role("accent");
        g.setLineWidth(1.5);
        if (share == 0) {
            laid.groups(before).forEach(group -> frame(g, laid, group, group.grown() ? fresh : still));
            return;
        }
        List<FilmLayout.Group> after = laid.groups(before + 1);
        after.forEach(group -> {
            g.setGlobalAlpha(group.grown() ? share : 1);
            frame(g, laid, group, group.grown() ? fresh : still);
        });
        g.setGlobalAlpha(1);
    }

    private void frame(GraphicsContext g, FilmLayout laid, FilmLayout.Group group, Color colour) {
        if (group.count() > 1) {
            double left = middles[group.from()] - laid.wide() / 2 - 2;
            double right = middles[group.from() + group.count() - 1] + laid.wide() / 2 + 2;
            g.setStroke(colour);
            g.strokeRoundRect(left, laid.top(group.from()) - 2, right - left, laid.high() + 4, 4, 4);
        }
    }

    private void pictures(GraphicsContext g, Film film, FilmLayout laid, int before, double share) {
        double zoom = laid.high() / film.height();
        g.setImageSmoothing(zoom < 1);
        int next = Math.min(before + 1, film.last());
        boolean[] alone = alone(laid, before, middles.length);
        boolean[] soon = alone(laid, next, middles.length);
        for (int place = 0; place < middles.length; place++) {
            double paleness = (alone[place] ? 1 - share : 0) + (soon[place] ? share : 0);
            g.setGlobalAlpha(1 - (1 - ALONE) * paleness);
            g.drawImage(
                    film.sheet(),
                    place % film.columns() * (double) film.width(),
                    place / film.columns() * (double) film.height(),
                    film.width(),
                    film.height(),
                    middles[place] - laid.wide() / 2,
                    laid.top(place),
                    laid.wide(),
                    laid.high());
        }
        g.setGlobalAlpha(1);
    }

    private static boolean[] alone(FilmLayout laid, int phase, int places) {
        boolean[] alone = new boolean[places];
        laid.groups(phase).forEach(group -> alone[group.from()] = group.count() == 1);
        return alone;
    }

    private void strangers(GraphicsContext g, Film film, FilmLayout laid, ClusterStory.Phase now) {
        g.setStroke(desk.surroundings().palette().role("bad-line"));
        double line = laid.high() < SMALL ? 1.5 : 2;
        g.setLineWidth(line);
        g.setLineDashes(laid.high() < SMALL ? 3 : 5, laid.high() < SMALL ? 2 : 4);
        for (int place = 0; place < middles.length; place++) {
            if (now.strangers()[film.order()[place]]) {
                g.strokeRect(
                        middles[place] - laid.wide() / 2 + line / 2,
                        laid.top(place) + line / 2,
                        laid.wide() - line,
                        laid.high() - line);
            }
        }
        g.setLineDashes();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }
}
