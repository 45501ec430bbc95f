package org.fedlens.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.Command;

/** Finds a command by a few letters of what it does; Enter has it done. */
final class CommandSearch extends VBox {
    private final Shell shell;
    private final TextField words = new TextField();
    private final ListView<Command> list = new ListView<>();

    CommandSearch(Shell shell) {
        super(12);
        this.shell = shell;
        setId("command-search");
        setMaxSize(560, 440);
        WindowContext context = shell.context();
        FilteredList<Command> shown = new FilteredList<>(FXCollections.observableList(shell.searched()));
        words.setId("search-words");
        words.setPromptText(context.say("ui.command.search.prompt"));
        words.setAccessibleText(context.say("ui.command.search"));
        words.textProperty().addListener((text, before, now) -> {
            shown.setPredicate(command -> matches(command.spec().said(context.environment()), now));
            list.getSelectionModel().selectFirst();
        });
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setItems(shown);
        list.setId("search-list");
        list.getStyleClass().add("command-list");
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label(context.say("ui.command.none")));
        list.setOnMouseClicked(click -> run());
        list.getSelectionModel().selectFirst();
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(words, list);
    }

    /** True if every word stands somewhere in the label. */
    static boolean matches(String label, String typed) {
        String low = label.toLowerCase(Locale.ROOT);
        return Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(low::contains);
    }

    Node first() {
        return words;
    }

    private void key(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        int size = Math.max(1, list.getItems().size());
        if (event.getCode() == KeyCode.ENTER) {
            run();
        } else if (List.of(KeyCode.UP, KeyCode.DOWN).contains(event.getCode())) {
            list.getSelectionModel().select(Math.floorMod(at + (event.getCode() == KeyCode.UP ? -1 : 1), size));
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
        } else {
            return;
        }
        event.consume();
    }

    private void run() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.can().getAsBoolean()) {
            shell.uncover();
            chosen.act().run();
        }
    }

    private final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            HBox line = KeySheet.line(
                    command.spec().said(shell.context().environment()),
                    command.spec().keySaid(shell.context().environment()));
            boolean can = command.can().getAsBoolean();
            line.setOpacity(can ? 1 : 0.5);
            setAccessibleText(command.spec().tip(shell.context().environment())
                    + (can ? "" : ", " + shell.context().say("ui.command.notNow")));
            setGraphic(line);
        }
    }
}
