package org.fedlens.app.embedding;

import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fedlens.app.shell.Desk;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.text.Words;

/** What the pointer shows of a point: its image, its class, who holds it, what the model takes it for. */
final class ScatterTip extends HBox {
    private static final double IMAGE = 56;

    private final Desk desk;
    private final EmbeddingSide side;
    private final ImageView image = new ImageView();
    private final Label name = new Label();
    private final Label client = new Label();
    private final Label guess = new Label();

    ScatterTip(Desk desk, EmbeddingSide side) {
        this.desk = desk;
        this.side = side;
        getStyleClass().addAll("card", "scatter-tip");
        setMouseTransparent(true);
        setVisible(false);
        image.setFitWidth(IMAGE);
        image.setFitHeight(IMAGE);
        image.setPreserveRatio(true);
        name.getStyleClass().add("strong");
        client.getStyleClass().add("secondary");
        getChildren().addAll(image, new VBox(3, name, client, guess));
    }

    void show(int point, RoundLayouts.Look look) {
        EmbeddedImages images = side.images().orElseThrow();
        int label = images.labels()[point];
        boolean right = look.guesses()[point] == label;
        image.setImage(side.thumb(point));
        name.setText(images.classes().get(label));
        client.setText(desk.say("ui.client.title", Words.client(images.clients()[point])) + " \u00b7 #" + point);
        int guessed = look.guesses()[point];
        String said = guessed < images.classes().size() ? images.classes().get(guessed) : String.valueOf(guessed);
        guess.setText((right ? "\u2713 " : "\u2717 ") + desk.say("ui.embeddings.guess", said));
        guess.getStyleClass().setAll("label", right ? "right-guess" : "wrong-guess");
    }
}
