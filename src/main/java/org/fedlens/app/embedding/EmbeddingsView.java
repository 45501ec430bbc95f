package org.fedlens.app.embedding;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;
import org.fedlens.app.kit.ViewLoader;

/** The view that shows what was learned: images as points, round after round, one or two runs side by side. */
public final class EmbeddingsView implements Page {
    /** Its place in the rail. */
    public static final PageKey PAGE = new PageKey("EMBEDDINGS", "bi-bezier2");

    private final EmbeddingContext context;
    private final EmbeddingModel model;
    private final EmbeddingsBar bar;

    @FXML
    private StackPane root;

    @FXML
    private VBox centre;

    @FXML
    private HBox panels;

    @FXML
    private StackPane selectionPlace;

    @FXML
    private VBox nothing;

    @FXML
    private Label nothingText;

    @FXML
    private Button toWorkbench;

    public EmbeddingsView(EmbeddingContext context) {
        this.context = context;
        this.model = context.embeddings();
        this.bar = ViewLoader.load(EmbeddingsBar.class, context.environment(), context);
    }

    @FXML
    private void initialize() {
        BooleanProperty lassoing = new SimpleBooleanProperty(true);
        ScatterPanel first = new ScatterPanel(context, model, model.first(), "A", lassoing);
        ScatterPanel second = new ScatterPanel(context, model, model.second(), "B", lassoing);
        for (ScatterPanel panel : List.of(first, second)) {
            HBox.setHgrow(panel, Priority.ALWAYS);
            panel.setPrefWidth(100);
        }
        panels.getChildren().addAll(first, second);
        second.visibleProperty().bind(model.comparing());
        second.managedProperty().bind(model.comparing());
        centre.getChildren().add(0, new EmbeddingTools(context, model, lassoing));
        centre.getChildren().add(new RoundScrubber(context, model));
        selectionPlace.getChildren().add(new SelectionPanel(context, model));
        toWorkbench.setOnAction(action -> context.navigation().home());
        context.keep(model.runs().subscribe(runs -> refresh()));
        context.keep(model.listed().subscribe(listed -> refresh()));
        context.keep(context.navigation().page().subscribe(view -> {
            if (view.equals(PAGE)) {
                model.open();
            }
        }));
        for (Node part : List.of(bar.root(), root)) {
            part.addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, lassoing));
        }
    }

    private void refresh() {
        boolean none = model.runs().get().isEmpty();
        nothing.setVisible(none);
        nothingText.setText(context.say(model.listed().get() ? "ui.embeddings.nothing" : "ui.open.loading"));
        toWorkbench.setVisible(model.listed().get());
    }

    private void key(KeyEvent event, BooleanProperty lassoing) {
        if (event.isShortcutDown() || event.getTarget() instanceof TextInputControl) {
            return;
        }
        boolean chosen = model.chosen().get().indices().length > 0;
        boolean isolating = model.isolating().get();
        switch (event.getCode()) {
            case L -> lassoing.set(!lassoing.get());
            case ESCAPE -> {
                if (!isolating && !chosen) {
                    return;
                }
                if (isolating) {
                    model.isolate();
                } else {
                    model.choose(model.chosenIn(), new int[0]);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    public Optional<Runnable> export() {
        return Optional.of(bar::export);
    }

    @Override
    public Node bar() {
        return bar.root();
    }

    @Override
    public Node body() {
        return root;
    }

    @Override
    public List<Node> regions() {
        return List.of(bar.root(), centre, selectionPlace);
    }
}
