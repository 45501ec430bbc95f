package org.fedlens.app.map;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.run.ClientModel;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.shell.ViewKind;
import org.fedlens.experiment.settings.ClientNumbers;
import org.fedlens.experiment.settings.SystemSettings;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;

/** The part of a client on the map that can be clicked, focused and read out; the canvas below draws it. */
final class ClientNode extends Region {
    private final Desk desk;
    private final int index;
    private final Tooltip tip = new Tooltip();

    ClientNode(Desk desk, int index, Consumer<KeyEvent> arrows) {
        this.desk = desk;
        this.index = index;
        getStyleClass().add("client-node");
        setAccessibleRole(AccessibleRole.BUTTON);
        setId("client-" + index);
        Tooltip.install(this, tip);
        setOnMouseClicked(click -> {
            requestFocus();
            if (click.getClickCount() == 2) {
                desk.model().selectedProperty().set(index);
                desk.screen().view().set(ViewKind.DATA);
            } else {
                select();
            }
        });
        setOnContextMenuRequested(event -> {
            requestFocus();
            menu().show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                select();
                event.consume();
            } else {
                arrows.accept(event);
            }
        });
    }

    private ContextMenu menu() {
        boolean clock = !desk.draft().sheet().value("system.devices.name").equals("none");
        MenuItem leave = item("client-leave", SystemSettings.AWAY, "ui.client.takeBack", "ui.client.leaveOut");
        MenuItem slow = clock
                ? item("client-slow", SystemSettings.SLOWED, "ui.client.asUsual", "ui.client.slowDown")
                : new MenuItem(desk.say("ui.client.slowDown.noClock"));
        slow.setDisable(!clock);
        MenuItem drop = item("client-drop", SystemSettings.SILENT, "ui.client.answer", "ui.client.dropOut");
        return new ContextMenu(leave, slow, drop);
    }

    /** Picks the client out for a setting, or takes it back. */
    private MenuItem item(String id, String path, String back, String out) {
        ClientNumbers picked = picked(path);
        MenuItem item = new MenuItem(desk.say(picked.has(index) ? back : out));
        item.setId(id);
        item.setOnAction(
                action -> desk.control().change(path, picked.toggled(index).spell(), true));
        return item;
    }

    /** Who is picked out now; a text that says it wrongly picks nobody, and its own field says so. */
    private ClientNumbers picked(String path) {
        try {
            return ClientNumbers.read(path, desk.draft().sheet().value(path));
        } catch (Problem unreadable) {
            return ClientNumbers.read(path, "");
        }
    }

    private void select() {
        var selected = desk.model().selectedProperty();
        selected.set(selected.get() == index ? -1 : index);
    }

    /** Says what the client is and does. */
    void describe(ClientPhase phase) {
        LabelDistribution federation = desk.model().federation();
        if (index >= federation.clients().size()) {
            return;
        }
        ClientModel client = desk.model().clients().get(index);
        boolean out = phase == ClientPhase.IDLE && picked(SystemSettings.AWAY).has(index);
        boolean slow = picked(SystemSettings.SLOWED).has(index);
        boolean silent = picked(SystemSettings.SILENT).has(index);
        String state = desk.say(out ? "ui.client.leftOut" : phase.key())
                + (slow ? ", " + desk.say("ui.client.slowed") : "")
                + (silent ? ", " + desk.say("ui.client.silent") : "");
        String share = phase == ClientPhase.TRAINING
                ? " " + desk.surroundings().figures().wholePercent(Math.round(client.progress() * 100) / 100.0)
                : "";
        int mostly = federation.mostly(index);
        String mix = mostly < 0 ? "" : federation.classes().get(mostly);
        String said =
                desk.say("ui.client.accessible", Words.client(index), state + share, federation.images(index), mix);
        if (!said.equals(getAccessibleText())) {
            setAccessibleText(said);
            tip.setText(said);
        }
    }
}
