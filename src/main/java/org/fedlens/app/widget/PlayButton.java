package org.fedlens.app.widget;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.fedlens.app.kit.ViewContext;
import org.kordamp.ikonli.javafx.FontIcon;

/** Begins and holds what moves by itself; its picture and its words tell what a press would do. */
public final class PlayButton extends Button {
    private final ViewContext context;
    private final String begin;
    private final FontIcon icon = new FontIcon("bi-play-fill");

    /** @param begin key of what it says while nothing moves */
    public PlayButton(ViewContext context, String begin, Runnable pressed) {
        this.context = context;
        this.begin = begin;
        setGraphic(icon);
        getStyleClass().add("button-icon");
        setOnAction(action -> pressed.run());
        show(false);
    }

    public void show(boolean playing) {
        icon.setIconLiteral(playing ? "bi-pause-fill" : "bi-play-fill");
        String said = context.say(playing ? "ui.embeddings.pause" : begin);
        setAccessibleText(said);
        setTooltip(new Tooltip(said));
    }
}
