package org.fedlens.app.rounds;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.inspect.Disclosure;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.report.RoundLog;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** What left each client in the run on the screen, in words. */
final class DisclosurePane extends VBox {
    private static final Map<Disclosure.About, String> ICONS = Map.of(
            Disclosure.About.LEAVES, "bi-box-arrow-up",
            Disclosure.About.ALTERED, "bi-sliders",
            Disclosure.About.STAYS, "bi-lock",
            Disclosure.About.READ, "bi-eye");

    private final RoundsContext context;
    private final ReadOnlyIntegerProperty round;
    private final LatestTask reading;
    private final VBox words = new VBox(10);
    private final Label client = new Label();

    DisclosurePane(RoundsContext context, ReadOnlyIntegerProperty round) {
        this.context = context;
        this.round = round;
        this.reading = new LatestTask(context.painters(), context.pulse());
        setId("disclosure");
        getStyleClass().add("card");
        Label title = new Label(context.say("ui.rounds.left.title"));
        title.getStyleClass().add("card-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("card-head");
        client.setWrapText(true);
        client.setMinHeight(Region.USE_PREF_SIZE);
        client.setId("client-sent");
        client.getStyleClass().add("strong");
        words.getStyleClass().add("disclosure");
        getChildren().addAll(head, words);
        context.keep(context.actions().played().subscribe(this::read));
        context.keep(round.subscribe(chosen -> showClient()));
        context.keep(context.run().selectedProperty().subscribe(chosen -> showClient()));
        context.keep(context.run().revision().subscribe(revision -> showClient()));
    }

    private void read(Map<String, Object> tree) {
        reading.ask(
                () -> tree.isEmpty() ? new Disclosure(List.of()) : Disclosure.of(ExperimentFile.require(tree)),
                this::show,
                failure -> show(new Disclosure(List.of())));
    }

    private void show(Disclosure disclosure) {
        words.getChildren().setAll(client);
        for (Disclosure.About about : Disclosure.About.values()) {
            List<Text> lines = disclosure.about(about);
            if (!lines.isEmpty()) {
                Label name =
                        new Label(context.say("ui.rounds.left." + about.name().toLowerCase(Locale.ROOT)));
                name.getStyleClass().add("strong");
                HBox head = new HBox(8, new FontIcon(ICONS.get(about)), name);
                head.setAlignment(Pos.CENTER_LEFT);
                VBox group = new VBox(4, head);
                lines.forEach(line -> group.getChildren().add(sentence(line)));
                words.getChildren().add(group);
            }
        }
        Hyperlink show = new Hyperlink(context.say("ui.inversion.open"));
        show.setId("open-inversion");
        show.setOnAction(action -> context.openInversion().run());
        words.getChildren().add(show);
        showClient();
    }

    private Label sentence(Text line) {
        Label said = new Label(context.environment().words().say(line));
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.getStyleClass().add("disclosed");
        HBox.setHgrow(said, Priority.ALWAYS);
        return said;
    }

    /** What the chosen client did in the round that is shown. */
    private void showClient() {
        int chosen = context.run().selectedProperty().get();
        String said = "";
        if (chosen >= 0) {
            String name = Words.client(chosen);
            RunEvent.ClientDone done = context.run()
                    .table()
                    .rounds()
                    .round(round.get())
                    .map(RoundLog.Round::done)
                    .map(all -> all.get(chosen))
                    .orElse(null);
            said = done == null
                    ? context.say("ui.rounds.left.none", name, round.get())
                    : context.say(
                            "ui.rounds.left.client",
                            name,
                            context.environment().figures().bytes(done.bytes()),
                            round.get(),
                            done.steps());
        }
        client.setText(said);
        client.setVisible(!said.isEmpty());
        client.setManaged(!said.isEmpty());
    }
}
