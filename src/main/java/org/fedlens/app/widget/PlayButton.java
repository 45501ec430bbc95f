package org.fedlens.app.widget;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.fedlens.app.shell.Desk;
import org.kordamp.ikonli.javafx.FontIcon;

/** Begins and holds what moves by itself; its picture and its words tell what a press would do. */
final class PlayButton extends Button {
    private final Desk desk;
    private final String begin;
    private final FontIcon icon = new FontIcon("bi-play-fill");

    /** @param begin key of what it says while nothing moves */
    PlayButton(Desk desk, String begin, Runnable pressed) {
        this.desk = desk;
        this.begin = begin;
        setGraphic(icon);
        getStyleClass().add("button-icon");
        setOnAction(action -> pressed.run());
        show(false);
    }

    void show(boolean playing) {
        icon.setIconLiteral(playing ? "bi-pause-fill" : "bi-play-fill");
        String said = desk.say(playing ? "ui.embeddings.pause" : begin);
        setAccessibleText(said);
        setTooltip(new Tooltip(said));
    }
}
