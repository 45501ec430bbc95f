package org.fedlens.app.embedding;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The bar above the Embeddings view: what it is, and what can be saved. */
public final class EmbeddingsBar {
    private final EmbeddingContext context;

    @FXML
    private HBox root;

    @FXML
    private Button snapshot;

    @FXML
    private MenuButton export;

    public EmbeddingsBar(EmbeddingContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        EmbeddingModel model = context.embeddings();
        snapshot.setTooltip(new Tooltip(context.say("ui.embeddings.snapshot.tip")));
        snapshot.setOnAction(action -> model.snapshot());
        context.keep(model.first()
                .revision()
                .subscribe(revision -> snapshot.setDisable(model.first().looks().isEmpty())));
        EmbeddingExport exporter = new EmbeddingExport(context, context.embeddings());
        for (EmbeddingExport.Kind kind : EmbeddingExport.Kind.values()) {
            for (boolean second : new boolean[] {false, true}) {
                EmbeddingSide side = second
                        ? context.embeddings().second()
                        : context.embeddings().first();
                MenuItem item =
                        new MenuItem(context.say("ui.embeddings.export." + kind.extension(), second ? "B" : "A"));
                item.setId("export-" + kind.extension() + (second ? "-b" : "-a"));
                item.setOnAction(
                        action -> exporter.ask(kind, side, root.getScene().getWindow()));
                context.keep(side.run().subscribe(run -> {
                    item.setDisable(run.isEmpty());
                    item.setVisible(!second || run.isPresent());
                }));
                export.getItems().add(item);
            }
        }
    }

    /** Opens the menu of what can be saved. */
    void export() {
        export.show();
    }

    Node root() {
        return root;
    }
}
