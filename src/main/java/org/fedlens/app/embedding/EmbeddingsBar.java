package org.fedlens.app.embedding;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.fedlens.app.shell.Desk;

/** The bar above the Embeddings view: what it is, and what can be saved. */
public final class EmbeddingsBar {
    private final Desk desk;

    @FXML
    private HBox root;

    @FXML
    private Button snapshot;

    @FXML
    private MenuButton export;

    EmbeddingsBar(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        EmbeddingModel model = desk.embeddings();
        snapshot.setTooltip(new Tooltip(desk.say("ui.embeddings.snapshot.tip")));
        snapshot.setOnAction(action -> model.snapshot());
        desk.ties()
                .add(model.first()
                        .revision()
                        .subscribe(revision ->
                                snapshot.setDisable(model.first().looks().isEmpty())));
        EmbeddingExport exporter = new EmbeddingExport(desk, desk.embeddings());
        for (EmbeddingExport.Kind kind : EmbeddingExport.Kind.values()) {
            for (boolean second : new boolean[] {false, true}) {
                EmbeddingSide side =
                        second ? desk.embeddings().second() : desk.embeddings().first();
                MenuItem item = new MenuItem(desk.say("ui.embeddings.export." + kind.extension(), second ? "B" : "A"));
                item.setId("export-" + kind.extension() + (second ? "-b" : "-a"));
                item.setOnAction(
                        action -> exporter.ask(kind, side, root.getScene().getWindow()));
                desk.ties().add(side.run().subscribe(run -> {
                    item.setDisable(run.isEmpty());
                    item.setVisible(!second || run.isPresent());
                }));
                export.getItems().add(item);
            }
        }
    }

    Node root() {
        return root;
    }
}
