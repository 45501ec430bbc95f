package org.fedlens.app.widget;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.shell.Desk;
import org.fedlens.text.Words;

/** A small histogram: one column for each client, as high as it has images, coloured by their classes. */
final class ClientHistogram extends VBox {
    private static final double HEIGHT = 36;

    private final Desk desk;
    private final Canvas canvas = new Canvas(0, HEIGHT);
    private final Label first = new Label();
    private final Label last = new Label();

    ClientHistogram(Desk desk) {
        this.desk = desk;
        getStyleClass().add("mix-strip");
        Pane place = new Pane(canvas);
        place.setMinHeight(HEIGHT);
        place.widthProperty().addListener((width, before, now) -> {
            canvas.setWidth(now.doubleValue());
            draw();
        });
        Label middle = new Label(desk.say("ui.setup.mix"));
        HBox caption = new HBox(first, space(), middle, space(), last);
        caption.getStyleClass().add("caption");
        getChildren().addAll(place, caption);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        sceneProperty().addListener((scene, before, now) -> draw());
        desk.ties().add(desk.draft().federationProperty().subscribe(federation -> draw()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> draw()));
        desk.ties().add(desk.screen().highlighted().subscribe(index -> draw()));
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private void draw() {
        if (getScene() == null) {
            // Another view is shown; what is missed is drawn when this one comes back.
            return;
        }
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), HEIGHT);
        LabelDistribution federation = desk.draft().federationProperty().get();
        int clients = federation.clients().size();
        first.setText(clients == 0 ? "" : desk.say("ui.client.lower", Words.client(0)));
        last.setText(clients < 2 ? "" : Words.client(clients - 1));
        setAccessibleText(desk.say("ui.setup.mix"));
        int most = 1;
        for (int k = 0; k < clients; k++) {
            most = Math.max(most, federation.images(k));
        }
        double pitch = canvas.getWidth() / Math.max(1, clients);
        double gap = pitch > 5 ? 1.5 : 0;
        Palette palette = desk.surroundings().palette();
        int highlighted = desk.screen().highlighted().get();
        for (int k = 0; k < clients; k++) {
            double y = HEIGHT;
            List<Integer> counts = federation.clients().get(k);
            for (int c = 0; c < counts.size(); c++) {
                double height = (HEIGHT - 1) * counts.get(c) / most;
                boolean faded = highlighted >= 0 && highlighted != c;
                g.setFill(palette.over(palette.series(c), faded ? 0.15 : 1));
                g.fillRect(k * pitch, y - height, pitch - gap, height);
                y -= height;
            }
        }
    }
}
