package org.fedlens.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.util.Subscription;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.text.Text;

/**
 * What every part of the window is made with, whatever it shows; it knows no feature. A change of language builds all
 * views anew, each generation with a context of its own.
 *
 * @param environment language, theme, motion
 * @param pulse the way back from the background
 * @param painters where charts and large images are painted
 * @param fonts faces for charts
 * @param highlightedClass class under the pointer in any view, -1 for none
 * @param navigation which page and which dialog are shown
 * @param log takes what the log drawer shall tell
 * @param faults what went wrong by our own fault and was not put away yet
 * @param subscriptions what is let go of when the views are built anew
 */
public record ViewContext(
        UiEnvironment environment,
        FxPulse pulse,
        Executor painters,
        ChartFonts fonts,
        ObjectProperty<Integer> highlightedClass,
        Navigation navigation,
        BiConsumer<LogLine.Level, Text> log,
        FaultModel faults,
        Subscriptions subscriptions)
        implements InView {

    /** Subscriptions of one generation of views. */
    public static final class Subscriptions {
        private final List<Subscription> held = new ArrayList<>();

        public void add(Subscription subscription) {
            held.add(subscription);
        }

        public void release() {
            held.forEach(Subscription::unsubscribe);
            held.clear();
        }
    }

    /** The same for the next generation of views. */
    public ViewContext renewed() {
        return new ViewContext(
                environment, pulse, painters, fonts, highlightedClass, navigation, log, faults, new Subscriptions());
    }

    @Override
    public ViewContext view() {
        return this;
    }
}
