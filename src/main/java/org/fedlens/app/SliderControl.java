package org.fedlens.app;

import java.math.BigDecimal;
import java.math.MathContext;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;

/** A number on a slider, with a field beside it that takes any value of the range. */
final class SliderControl extends SettingControl {
    private static final double STEPS = 100;
    private static final double SMALLEST_SHARE = 1e-6;
    private static final double CROWDED = 0.01;

    private final Slider slider = new Slider(0, STEPS, 0);
    private final TextField field = new TextField();
    private final HBox box = new HBox(8, slider, field);
    private final Setting rule;
    private String shown = "";

    /** True for a real number of a range over which a slider is of use. */
    static boolean suits(Entry.Scalar entry) {
        Setting rule = entry.field().rule();
        if (entry.field().type() != double.class || Double.isInfinite(rule.min()) || Double.isInfinite(rule.max())) {
            return false;
        }
        double standard = Double.parseDouble(rule.standard());
        return rule.scale() == Scale.LOG
                || standard == 0
                || standard - rule.min() > CROWDED * (rule.max() - rule.min());
    }

    SliderControl(Desk desk, Entry.Scalar entry) {
        super(desk, entry);
        this.rule = entry.field().rule();
        slider.setSkin(new atlantafx.base.controls.ProgressSliderSkin(slider));
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(1);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMinWidth(60);
        field.getStyleClass().addAll("figure", "slider-field");
        box.getStyleClass().add("slider-box");
        slider.valueProperty().addListener((position, before, now) -> {
            if (!showing()) {
                slid();
            }
        });
        slider.valueChangingProperty().addListener((changing, before, now) -> {
            if (!now) {
                slid();
            }
        });
        field.setOnAction(action -> commit());
        field.focusedProperty().addListener((focused, before, now) -> {
            if (!now) {
                commit();
            }
        });
    }

    /** While it is dragged only the preview follows; when it is let go, the setting does: one step of the history. */
    private void slid() {
        double value = valueAt(slider.getValue());
        shown = new SettingNames(desk().surroundings()).value(path(), value);
        field.setText(shown);
        if (slider.isValueChanging()) {
            desk().draft().tryOut(path(), value);
        } else {
            change(value);
        }
    }

    private void commit() {
        if (!field.getText().equals(shown)) {
            shown = field.getText();
            change(SettingNames.typed(path(), shown));
        }
    }

    private double low() {
        return rule.scale() == Scale.LOG && rule.min() <= 0 ? rule.max() * SMALLEST_SHARE : rule.min();
    }

    private double valueAt(double position) {
        double share = position / STEPS;
        if (rule.scale() == Scale.LOG) {
            return significant(low() * Math.pow(rule.max() / low(), share), 2);
        }
        return Math.max(rule.min(), significant(rule.min() + share * (rule.max() - rule.min()), 3));
    }

    private static double significant(double value, int places) {
        return value == 0
                ? 0
                : new BigDecimal(value).round(new MathContext(places)).doubleValue();
    }

    private double positionOf(double value) {
        double inside = Math.max(low(), Math.min(rule.max(), value));
        double share = rule.scale() == Scale.LOG
                ? Math.log(inside / low()) / Math.log(rule.max() / low())
                : (inside - rule.min()) / (rule.max() - rule.min());
        return share * STEPS;
    }

    @Override
    void display(Entry entry) {
        Object value = ((Entry.Scalar) entry).value();
        shown = new SettingNames(desk().surroundings()).value(path(), value);
        field.setText(shown);
        if (slider.isValueChanging()) {
            return;
        }
        try {
            slider.setValue(positionOf(Double.parseDouble(String.valueOf(value))));
        } catch (NumberFormatException e) {
            slider.setValue(0);
        }
    }

    @Override
    Node node() {
        return box;
    }

    @Override
    Node focusTarget() {
        return field;
    }

    @Override
    boolean lockable() {
        return false;
    }

    @Override
    String said() {
        return field.getText();
    }
}
