package org.fedlens.app.widget;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fedlens.app.kit.ViewContext;

/** One class at one client: its share as a bar, with a mark where the share of all data lies. */
public final class ClassShareRow extends HBox {
    private final ViewContext context;
    private final Label name = new Label();
    private final Label figure = new Label();
    private final Region bar = new Region();
    private final Region mark = new Region();
    private double own;
    private double all;

    private final Pane track = new Pane() {
        @Override
        protected void layoutChildren() {
            double y = (getHeight() - 12) / 2;
            bar.resizeRelocate(0, y, own == 0 ? 0 : Math.max(2, own * getWidth()), 12);
            mark.resizeRelocate(Math.rint(all * getWidth()) - 1, 0, 2, getHeight());
        }
    };

    public ClassShareRow(ViewContext context, int label) {
        this.context = context;
        getStyleClass().add("share-row");
        name.getStyleClass().add("share-name");
        figure.getStyleClass().addAll("figure", "share-figure");
        bar.setStyle("-fx-background-color: -fl-series-" + (label % 12 + 1) + "; -fx-background-radius: 2px;");
        mark.getStyleClass().add("share-mark");
        track.getStyleClass().add("share-track");
        track.getChildren().addAll(bar, mark);
        HBox.setHgrow(track, Priority.ALWAYS);
        getChildren().addAll(name, track, figure);
        setOnMouseEntered(enter -> context.highlightedClass().set(label));
        setOnMouseExited(exit -> context.highlightedClass().set(-1));
    }

    /** @param longest the share that fills the track */
    public void show(String said, double ownShare, double allShare, double longest) {
        if (!said.equals(name.getText())) {
            name.setText(said);
            name.setTooltip(new Tooltip(said));
        }
        own = ownShare / longest;
        all = allShare / longest;
        figure.setText(context.environment().figures().wholePercent(Math.round(100 * ownShare) / 100.0));
        track.requestLayout();
    }
}
