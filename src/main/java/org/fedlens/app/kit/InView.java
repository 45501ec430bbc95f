package org.fedlens.app.kit;

import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.util.Subscription;
import org.fedlens.report.chart.ChartFonts;

/** Whatever has a {@link ViewContext}: what every part of the window asks of it, in short words. */
public interface InView {
    ViewContext view();

    /** A message in the language that is shown. */
    default String say(String key, Object... values) {
        return environment().say(key, values);
    }

    default UiEnvironment environment() {
        return view().environment();
    }

    /** Lets go of a subscription when the views are built anew. */
    default void keep(Subscription subscription) {
        view().subscriptions().add(subscription);
    }

    default Navigation navigation() {
        return view().navigation();
    }

    /** Class under the pointer in any view, -1 for none. */
    default ObjectProperty<Integer> highlightedClass() {
        return view().highlightedClass();
    }

    default FxPulse pulse() {
        return view().pulse();
    }

    default Executor painters() {
        return view().painters();
    }

    default ChartFonts fonts() {
        return view().fonts();
    }
}
