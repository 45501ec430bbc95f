package org.fedlens.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a record component accepts. This one line gives the component its key in the experiment file, its
 * {@code --set} flag, its control in the window and its checks. Words come from the bundles under
 * {@code setting<component>} (label) and {@code setting<component>.help}; a record that needs its own wording adds
 * {@code setting<Record>.<component>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The default, spelled as in the experiment file. */
    String standard();

    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;

    /** How a slider spreads the range. */
    SliderScale scale() default SliderScale.LINEAR;

    /** True if a change may take effect between two rounds of a running experiment. */
    boolean live() default false;
}
