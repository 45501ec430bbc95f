package org.fedlens.app.kit;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.report.Figures;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;

/** Language, theme and motion: what every view looks at and any of which may change while it is shown. */
public final class UiEnvironment {
    private final ObjectProperty<Words> words = new SimpleObjectProperty<>();
    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>();
    private final BooleanProperty reduceMotion = new SimpleBooleanProperty();

    public UiEnvironment(String language, boolean dark, boolean reduceMotion) {
        words.set(Words.forTag(language));
        palette.set(new Palette(ThemeColours.of(dark)));
        this.reduceMotion.set(reduceMotion);
    }

    public Words words() {
        return words.get();
    }

    public String say(String key, Object... values) {
        return words.get().say(key, values);
    }

    /** A sentence about a number of things; one of them has a sentence of its own. */
    public String sayCount(String key, long count) {
        return say(count == 1 ? key + ".one" : key, count);
    }

    /** The first of some keys that the bundles know, in words; else what {@code fallback} makes of the first. */
    public String sayFirst(Function<String, String> fallback, String... keys) {
        for (String key : keys) {
            if (words().knows(key)) {
                return say(key);
            }
        }
        return fallback.apply(keys[0]);
    }

    public Figures figures() {
        return new Figures(words.get());
    }

    public Palette palette() {
        return palette.get();
    }

    public ReadOnlyObjectProperty<Words> wordsProperty() {
        return words;
    }

    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette;
    }

    public BooleanProperty reduceMotion() {
        return reduceMotion;
    }

    public boolean dark() {
        return palette.get().tokens().dark();
    }

    public boolean chinese() {
        return words.get().locale().getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    public void setDark(boolean dark) {
        palette.set(new Palette(ThemeColours.of(dark)));
    }

    public void setLanguage(String tag) {
        words.set(Words.forTag(tag));
    }

    /** The tag of the language shown. */
    public String language() {
        return chinese() ? "zh-CN" : "en";
    }
}
