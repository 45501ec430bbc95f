package org.fedlens.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One image under two masks with a line between them that can be pulled. The masks are painted once; a pull only
 * changes which part of each is seen.
 */
final class WipeView extends Region {
    private static final double STEP = 0.01;
    private static final double PAGE = 0.1;
    private static final double KNOB = 28;

    private final ImageView image = new ImageView();
    private final ImageView left = new ImageView();
    private final ImageView right = new ImageView();
    private final Region line = new Region();
    private final StackPane knob = new StackPane(new FontIcon("bi-arrow-left-right"));
    private final ObjectProperty<Wipe> wipe = new SimpleObjectProperty<>(Wipe.MIDDLE);

    /** @param said what a screen reader is told of a line */
    WipeView(Function<Wipe, String> said) {
        setId("wipe");
        getStyleClass().add("wipe");
        line.getStyleClass().add("wipe-line");
        knob.getStyleClass().add("wipe-knob");
        List.of(image, left, right, line, knob).forEach(node -> node.setMouseTransparent(true));
        getChildren().addAll(image, left, right, line, knob);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        wipe.subscribe(now -> {
            setAccessibleText(said.apply(now));
            cut();
        });
        setOnMousePressed(this::pull);
        setOnMouseDragged(this::pull);
        setOnKeyPressed(this::key);
        setMinSize(200, 150);
    }

    /** Shows an image under the masks of two models, or under none. */
    void show(Image picture, Image leftMask, Image rightMask) {
        image.setImage(picture);
        left.setImage(leftMask);
        right.setImage(rightMask);
        boolean large = picture.getWidth() > 320;
        List.of(image, left, right).forEach(view -> view.setSmooth(large));
        requestLayout();
    }

    /** How much of the image the masks cover. */
    void cover(ObservableValue<Number> opacity) {
        left.opacityProperty().bind(opacity);
        right.opacityProperty().bind(opacity);
    }

    ObjectProperty<Wipe> wipe() {
        return wipe;
    }

    private Optional<Rectangle2D> place() {
        Image picture = image.getImage();
        return picture == null || getWidth() <= 0
                ? Optional.empty()
                : Optional.of(MaskedPicture.place(picture.getWidth(), picture.getHeight(), getWidth(), getHeight()));
    }

    private void pull(MouseEvent event) {
        requestFocus();
        place().ifPresent(at -> wipe.set(new Wipe((event.getX() - at.getMinX()) / at.getWidth())));
        event.consume();
    }

    private void key(KeyEvent event) {
        Optional<Wipe> next =
                switch (event.getCode()) {
                    case LEFT -> Optional.of(wipe.get().moved(-STEP));
                    case RIGHT -> Optional.of(wipe.get().moved(STEP));
                    case PAGE_DOWN -> Optional.of(wipe.get().moved(-PAGE));
                    case PAGE_UP -> Optional.of(wipe.get().moved(PAGE));
                    case HOME -> Optional.of(new Wipe(0));
                    case END -> Optional.of(new Wipe(1));
                    default -> Optional.empty();
                };
        next.ifPresent(moved -> {
            wipe.set(moved);
            event.consume();
        });
    }

    @Override
    protected void layoutChildren() {
        place().ifPresent(at -> {
            image.setFitWidth(at.getWidth());
            image.setFitHeight(at.getHeight());
            image.relocate(at.getMinX(), at.getMinY());
            cut();
        });
    }

    /** Shows of each mask what lies on its side of the line. */
    private void cut() {
        place().ifPresent(at -> {
            int wide = (int) image.getImage().getWidth();
            int high = (int) image.getImage().getHeight();
            Wipe now = wipe.get();
            part(left, now.left(wide, high), at);
            part(right, now.right(wide, high), at);
            double x = at.getMinX() + at.getWidth() * now.column(wide) / wide;
            line.resizeRelocate(x - 1, at.getMinY(), 2, at.getHeight());
            knob.resizeRelocate(x - KNOB / 2, at.getMinY() + at.getHeight() / 2 - KNOB / 2, KNOB, KNOB);
        });
    }

    private void part(ImageView view, Rectangle2D part, Rectangle2D at) {
        view.setVisible(part.getWidth() > 0);
        if (part.getWidth() > 0) {
            double factor = at.getWidth() / image.getImage().getWidth();
            view.setViewport(part);
            view.setFitWidth(part.getWidth() * factor);
            view.setFitHeight(at.getHeight());
            view.relocate(at.getMinX() + part.getMinX() * factor, at.getMinY());
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }
}
