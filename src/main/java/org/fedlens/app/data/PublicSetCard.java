package org.fedlens.app.data;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.data.download.PublicSet;

/** A public set that is not on this computer: size, licence, source, whether it can be verified, and how to get it. */
final class PublicSetCard extends VBox {
    private final DataContext context;
    private final PublicSet set;
    private final Button get = new Button();
    private final Label facts = new Label();
    private final ProgressBar bar = new ProgressBar(0);

    PublicSetCard(DataContext context, PublicSet set) {
        this.context = context;
        this.set = set;
        getStyleClass().addAll("card", "offer-card");
        setId("offer-" + set.id());
        setSpacing(2);
        Label title = new Label(set.title());
        title.getStyleClass().add("strong");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        get.getStyleClass().add("small");
        get.setMinWidth(Region.USE_PREF_SIZE);
        get.setId("get-" + set.id());
        HBox head = new HBox(4, title, space, get);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(32);
        facts.getStyleClass().add("secondary");
        facts.setWrapText(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(head, facts, bar);
        Tooltip.install(this, new Tooltip(terms() + "\n" + set.home()));
        show(context.data().loading().get());
    }

    private String terms() {
        String licence = set.licence().isEmpty()
                ? context.say("ui.get.noLicence")
                : context.say("ui.get.licence", set.licence());
        String sum = !set.direct()
                ? context.say("ui.get.byHand")
                : context.say(set.verified() ? "ui.get.verified" : "ui.get.unverified");
        return licence + " \u00b7 " + sum;
    }

    /** @param loading what is being loaded, this set or another */
    void show(Optional<DataModel.Loading> loading) {
        Optional<DataModel.Loading> own = loading.filter(now -> now.set().equals(set));
        bar.setVisible(own.isPresent());
        bar.setManaged(own.isPresent());
        get.setDisable(loading.isPresent() && own.isEmpty());
        if (own.isPresent()) {
            DataModel.Loading now = own.get();
            get.setText(context.say("ui.get.stop"));
            get.setOnAction(action -> now.stop().set(true));
            bar.setProgress(now.expected() == 0 ? -1 : (double) now.loaded() / now.expected());
            String there = context.environment().figures().bytes(now.loaded());
            facts.setText(
                    now.expected() == 0
                            ? there
                            : context.say(
                                    "ui.get.loaded",
                                    there,
                                    context.environment().figures().bytes(now.expected())));
        } else {
            get.setText(
                    !set.direct()
                            ? context.say("ui.get.how")
                            : set.megabytes() == 0
                                    ? context.say("ui.get")
                                    : context.say("ui.get.size", set.megabytes()));
            get.setOnAction(action -> context.data().get(set));
            String size = set.classes() == 0
                    ? context.environment().sayCount("ui.data.count", set.images())
                    : context.say("ui.data.facts", set.images(), set.classes());
            facts.setText(size + "\n" + terms());
        }
        setAccessibleText(set.title() + ", " + facts.getText());
    }
}
