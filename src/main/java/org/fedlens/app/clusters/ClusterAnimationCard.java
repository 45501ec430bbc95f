package org.fedlens.app.clusters;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.ViewContext;
import org.fedlens.app.widget.PlayButton;
import org.fedlens.app.widget.SpeedBox;
import org.fedlens.experiment.inspect.ClusterStory;
import org.fedlens.experiment.inspect.PeoplePredictions;
import org.fedlens.text.Words;

/** The cluster film of one client: its pictures as they are merged, and what takes it from phase to phase. */
public final class ClusterAnimationCard extends VBox {
    private final ViewContext context;
    private final ClusterAnimationModel model;
    private final ClusterAnimationView view;
    private final ComboBox<Integer> clients = new ComboBox<>();
    private final Label subtitle = new Label();
    private final Label phase = new Label();
    private final Label pointed = new Label();
    private final Slider slider = new Slider(0, 1, 0);
    private final PlayButton play;
    private final Player player = new Player();
    private List<String> names = List.of();
    private boolean filling;

    public ClusterAnimationCard(ViewContext context, ClusterAnimationModel model) {
        this.context = context;
        this.model = model;
        this.view = new ClusterAnimationView(context, model);
        this.play = new PlayButton(context, "ui.film.play", this::toggle);
        setId("film-card");
        getStyleClass().addAll("card", "film-card");
        HBox.setHgrow(view, Priority.ALWAYS);
        HBox screen = new HBox(view);
        screen.getStyleClass().add("film-screen");
        VBox.setVgrow(screen, Priority.ALWAYS);
        getChildren().addAll(head(), screen, foot());
        context.keep(model.film().subscribe(film -> refresh()));
        context.keep(model.nothing().subscribe(nothing -> moved()));
        context.keep(model.position().subscribe(at -> moved()));
        context.keep(view.pointed().subscribe(this::pointed));
        context.keep(player::stop);
    }

    private HBox head() {
        Label title = new Label(context.say("ui.film.title"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        subtitle.getStyleClass().add("card-subtitle");
        subtitle.setId("film-subtitle");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        clients.setId("film-client");
        clients.setAccessibleText(context.say("ui.film.client"));
        clients.setMinWidth(Region.USE_PREF_SIZE);
        clients.setConverter(new ChoiceNames<>(client -> client < names.size() ? names.get(client) : ""));
        clients.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.client().set(now);
            }
        });
        HBox head = new HBox(title, subtitle, space, key("film-key-grown", "ui.film.grown"), stranger(), clients);
        head.getStyleClass().add("card-head");
        return head;
    }

    private Label stranger() {
        Label said = key("film-key-stranger", "ui.film.stranger");
        said.setTooltip(new Tooltip(context.say("ui.film.stranger.tip")));
        return said;
    }

    private Label key(String style, String words) {
        Region box = new Region();
        box.getStyleClass().addAll("film-key", style);
        Label said = new Label(context.say(words), box);
        said.getStyleClass().add("secondary");
        said.setMinWidth(Region.USE_PREF_SIZE);
        return said;
    }

    private HBox foot() {
        play.setId("film-play");
        play.getStyleClass().addAll("accent", "play");
        phase.getStyleClass().add("strong");
        phase.setId("film-phase");
        phase.setMinWidth(Region.USE_PREF_SIZE);
        slider.setId("film-phases");
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setAccessibleText(context.say("ui.film.phases"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().addListener((value, before, now) -> {
            if (!filling) {
                model.go(now.doubleValue());
            }
        });
        pointed.getStyleClass().add("secondary");
        pointed.setId("film-pointed");
        pointed.setMinWidth(150);
        HBox foot = new HBox(12, play, phase, slider, pointed, new SpeedBox(context, model.perSecond()));
        foot.getStyleClass().add("film-foot");
        return foot;
    }

    /** Takes the names of clients from what is found now. */
    public void name(PeoplePredictions found) {
        filling = true;
        names = found.clients().stream()
                .map(name -> context.say("ui.predictions.edge.name", name))
                .toList();
        clients.getItems().setAll(IntStream.range(0, names.size()).boxed().toList());
        clients.setValue(Math.min(model.client().get(), names.size() - 1));
        filling = false;
    }

    private void refresh() {
        Optional<ClusterAnimation> film = model.film().get();
        play.setDisable(film.isEmpty());
        slider.setDisable(film.isEmpty());
        filling = true;
        slider.setMax(film.map(ClusterAnimation::last).orElse(1));
        filling = false;
        if (film.isEmpty()) {
            stop();
        }
        moved();
    }

    private void moved() {
        filling = true;
        slider.setValue(model.position().get());
        filling = false;
        phase.setText(model.film()
                .get()
                .map(film -> model.phase() == 0
                        ? context.say("ui.film.phase.none")
                        : context.say("ui.film.phase", model.phase(), film.last()))
                .orElse("\u2013"));
        subtitle.setText(model.film()
                .get()
                .map(film -> said(film, film.story().phase(model.phase())))
                .orElse(model.nothing().get() ? context.say("ui.film.none") : ""));
    }

    private String said(ClusterAnimation film, ClusterStory.Phase now) {
        String purity = context.environment().figures().percent(now.purity());
        String said = context.say(
                "ui.film.subtitle",
                Words.count(now.clusters().count()),
                Words.count(film.story().people()),
                purity);
        return film.order().length == film.story().pictures()
                ? said
                : context.say(
                        "ui.film.some",
                        said,
                        film.order().length,
                        Words.count(film.story().pictures()));
    }

    private void pointed(OptionalInt place) {
        Optional<ClusterAnimation> film = model.film().get();
        if (place.isEmpty() || film.isEmpty()) {
            pointed.setText("");
            return;
        }
        ClusterAnimation.Pointed cluster = film.get().pointed(place.getAsInt(), model.phase());
        pointed.setText(
                cluster.pictures() == 1
                        ? context.say("ui.film.alone")
                        : context.say("ui.film.pointed", cluster.pictures(), cluster.strangers()));
    }

    /** Plays, from the beginning if the end is shown; or stops. */
    private void toggle() {
        if (player.playing) {
            stop();
            return;
        }
        if (model.film()
                .get()
                .filter(film -> model.position().get() >= film.last())
                .isPresent()) {
            model.go(0);
        }
        player.begin();
        play.show(true);
    }

    private void stop() {
        player.stop();
        play.show(false);
    }

    /** Moves the film on in every frame; in whole phases where motion is reduced. */
    private final class Player extends AnimationTimer {
        private boolean playing;
        private double from;
        private double shown;
        private long since;

        void begin() {
            playing = true;
            shown = Double.NaN;
            start();
        }

        @Override
        public void stop() {
            playing = false;
            super.stop();
        }

        @Override
        public void handle(long now) {
            // Whoever moves the film by hand meanwhile takes the player along.
            if (shown != model.position().get()) {
                from = model.position().get();
                since = now;
            }
            from += (now - since) / 1e9 * model.perSecond().get();
            since = now;
            model.go(context.environment().reduceMotion().get() ? Math.floor(from) : from);
            shown = model.position().get();
            if (model.film().get().map(film -> from >= film.last()).orElse(true)) {
                ClusterAnimationCard.this.stop();
            }
        }
    }
}
