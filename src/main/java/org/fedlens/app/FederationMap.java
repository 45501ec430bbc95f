package org.fedlens.app;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.fedlens.text.Words;

/**
 * The federation at work: a canvas with everything that moves, and over it one node for each client that takes the
 * focus, the click and the screen reader. It redraws when the model moves or while something is on its way.
 */
final class FederationMap extends Region {
    private static final double UPLOAD_SECONDS = 0.45;
    private static final double BROADCAST_SECONDS = 0.3;
    private static final long FRAME_NANOS = 33_000_000;
    private static final double FADED = 0.25;

    private final Desk desk;
    private final SharpCanvas canvas = new SharpCanvas();
    private final List<ClientNode> nodes = new ArrayList<>();
    private final Set<ClientPhase> hiddenPhases = EnumSet.noneOf(ClientPhase.class);
    private MapLayout layout = MapLayout.of(0, 760, 308);
    private boolean stale = true;
    private final AnimationTimer timer = new AnimationTimer() {
        private long last;

        @Override
        public void handle(long now) {
            if (now - last >= FRAME_NANOS && (stale || moving())) {
                last = now;
                draw();
            } else if (!stale && !moving()) {
                stop();
            }
        }
    };

    FederationMap(Desk desk) {
        this.desk = desk;
        getStyleClass().add("federation-map");
        setAccessibleRole(AccessibleRole.PARENT);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
        desk.ties().add(desk.screen().highlighted().subscribe(index -> refresh()));
        desk.ties().add(desk.model().selectedProperty().subscribe(selected -> refresh()));
        desk.ties().add(timer::stop);
        sceneProperty().addListener((scene, before, now) -> refresh());
        localToSceneTransformProperty().addListener((transform, before, now) -> refresh());
    }

    /** Fades the clients of a state, or shows them again. */
    void filter(ClientPhase phase, boolean shown) {
        if (shown) {
            hiddenPhases.remove(phase);
        } else {
            hiddenPhases.add(phase);
        }
        refresh();
    }

    private void refresh() {
        if (getScene() == null) {
            return;
        }
        if (desk.model().clients().size() != nodes.size() && getWidth() > 0) {
            requestLayout();
        }
        stale = true;
        timer.start();
    }

    @Override
    protected void layoutChildren() {
        canvas.fit(getWidth(), getHeight());
        layout = MapLayout.of(desk.model().clients().size(), getWidth(), getHeight());
        if (nodes.size() != layout.places().size()) {
            getChildren().removeAll(nodes);
            nodes.clear();
            IntStream.range(0, layout.places().size()).forEach(i -> nodes.add(node(i)));
            nodes.stream().findFirst().ifPresent(first -> first.setFocusTraversable(true));
            getChildren().addAll(nodes);
        }
        double size = 2 * Math.max(14, layout.radius() + 8);
        for (int i = 0; i < nodes.size(); i++) {
            MapLayout.Place place = layout.places().get(i);
            nodes.get(i).resizeRelocate(place.x() - size / 2, place.y() - size / 2, size, size);
        }
        stale = true;
        timer.start();
    }

    /** One client at a time is a stop of the Tab key; the arrow keys lead to the others. */
    private ClientNode node(int index) {
        ClientNode node = new ClientNode(desk, index, this::step);
        node.focusedProperty().addListener((focused, before, now) -> {
            if (now) {
                nodes.forEach(other -> other.setFocusTraversable(other == node));
            }
        });
        return node;
    }

    /** Arrow keys go round the clients. */
    private void step(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case LEFT, UP -> -1;
                    case RIGHT, DOWN -> 1;
                    default -> 0;
                };
        if (by != 0 && !nodes.isEmpty()) {
            int now = nodes.indexOf((ClientNode) event.getSource());
            nodes.get(Math.floorMod(now + by, nodes.size())).requestFocus();
            event.consume();
        }
    }

    private boolean still() {
        return desk.surroundings().reduceMotion().get() || desk.model().fast();
    }

    private boolean moving() {
        RunModel model = desk.model();
        return !still()
                && (since(model.openedNanos()) < BROADCAST_SECONDS + 0.1
                        || model.phase() == Phase.RUNNING
                                && model.clients().stream()
                                        .anyMatch(client -> client.phase() == ClientPhase.TRAINING
                                                || since(client.doneNanos()) < UPLOAD_SECONDS + 0.1)
                        || model.clients().stream()
                                .anyMatch(client -> since(client.doneNanos()) < UPLOAD_SECONDS + 0.1));
    }

    private static double since(long nanos) {
        return nanos == 0 ? Double.POSITIVE_INFINITY : (System.nanoTime() - nanos) * 1e-9;
    }

    /** What a client looks like now, which may lag a moment behind what it is. */
    ClientPhase shownPhase(ClientModel client) {
        if (desk.model().fast() && desk.model().phase() == Phase.RUNNING) {
            return client.settled();
        }
        if (!still() && client.phase() == ClientPhase.RECEIVED && since(client.doneNanos()) < UPLOAD_SECONDS) {
            return ClientPhase.UPLOADING;
        }
        return desk.model().straggles(client) ? ClientPhase.WAITING : client.phase();
    }

    private void draw() {
        stale = false;
        GraphicsContext g = canvas.fresh();
        Palette palette = desk.surroundings().palette();
        MapPainter painter = new MapPainter(g, palette, type());
        RunModel model = desk.model();
        if (layout.kind() == MapLayout.Kind.COUNTS) {
            new CountsPainter(desk, painter).draw(layout, canvas.width());
            server(painter);
            return;
        }
        orbit(g, palette);
        LinkPainter links = new LinkPainter(g, palette, layout);
        boolean linked = layout.kind() != MapLayout.Kind.BLOCK;
        int count = Math.min(layout.places().size(), model.clients().size());
        for (int i = 0; i < count && linked; i++) {
            ClientModel client = model.clients().get(i);
            ClientPhase phase = shownPhase(client);
            if (!hiddenPhases.contains(phase)) {
                links.link(layout.places().get(i), phase);
                travelling(links, client, phase, layout.places().get(i));
            }
        }
        server(painter);
        for (int i = 0; i < count; i++) {
            node(painter, palette, i);
        }
    }

    private void travelling(LinkPainter links, ClientModel client, ClientPhase phase, MapLayout.Place place) {
        double broadcast = since(desk.model().openedNanos());
        if (!still() && phase.taking() && broadcast < BROADCAST_SECONDS) {
            links.dots(place, broadcast / BROADCAST_SECONDS, true);
        } else if (phase == ClientPhase.UPLOADING) {
            links.dots(place, since(client.doneNanos()) / UPLOAD_SECONDS, false);
        }
    }

    private void orbit(GraphicsContext g, Palette palette) {
        if (layout.kind() != MapLayout.Kind.ONE_RING || layout.places().isEmpty()) {
            return;
        }
        double left =
                layout.places().stream().mapToDouble(MapLayout.Place::x).min().orElse(0);
        double top =
                layout.places().stream().mapToDouble(MapLayout.Place::y).min().orElse(0);
        double rx = layout.serverX() - left;
        double ry = layout.serverY() - top;
        g.setStroke(palette.role("hairline"));
        g.setLineWidth(1);
        g.strokeOval(layout.serverX() - rx, layout.serverY() - ry, 2 * rx, 2 * ry);
    }

    private void server(MapPainter painter) {
        RunModel model = desk.model();
        int expected = model.cohort().size();
        boolean fast = model.fast() && model.phase() == Phase.RUNNING;
        long received = model.clients().stream()
                .filter(client -> (fast ? client.settled() : client.phase()) == ClientPhase.RECEIVED)
                .count();
        double share = expected == 0 ? 0 : Math.min(1, (double) received / expected);
        String caption = expected == 0
                ? desk.say("ui.map.waiting")
                : desk.say("ui.map.received", (int) Math.min(received, expected), expected);
        painter.server(layout, share, desk.say("ui.map.server"), caption);
    }

    private void node(MapPainter painter, Palette palette, int index) {
        RunModel model = desk.model();
        ClientModel client = model.clients().get(index);
        MapLayout.Place place = layout.places().get(index);
        ClientPhase phase = shownPhase(client);
        boolean faded = hiddenPhases.contains(phase);
        List<Integer> counts = index < model.federation().clients().size()
                ? model.federation().clients().get(index)
                : List.of();
        painter.node(
                new MapPainter.Look(place.x(), place.y(), layout.radius(), phase, client.progress(), faded ? FADED : 1),
                counts,
                desk.screen().highlighted().get());
        boolean selected = model.selectedProperty().get() == index;
        GraphicsContext g = painter.g();
        if (selected) {
            g.setStroke(palette.role("accent"));
            g.setLineWidth(1.5);
            painter.circle(place.x(), place.y(), layout.radius() + (layout.radius() > 8 ? 10 : 5), false);
        }
        if (layout.kind() == MapLayout.Kind.ONE_RING) {
            Font font = phase.taking() || selected
                    ? painter.type().strong()
                    : painter.type().small();
            var color = selected ? palette.role("accent") : phase.taking() ? palette.role("fg") : palette.role("muted");
            double below = phase.taking() ? layout.radius() + 17 : layout.radius() * 0.8 + 12;
            painter.text(Words.client(index), place.x(), place.y() + below, font, color);
        }
        nodes.get(index).describe(phase);
    }

    private MapPainter.MapType type() {
        return new MapPainter.MapType(
                Font.font("Inter", 11),
                Font.font("Inter", FontWeight.BOLD, 11.5),
                Font.font("Inter", FontWeight.BOLD, 11));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 760;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 308;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 420;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 216;
    }
}
