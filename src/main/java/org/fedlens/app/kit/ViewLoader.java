package org.fedlens.app.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import javafx.fxml.FXMLLoader;
import org.fedlens.text.Words;

/** Reads views; each FXML file has the simple name of its controller. */
public final class ViewLoader {
    private ViewLoader() {}

    /**
     * Loads a view and answers its controller.
     *
     * @param parts what the controller, and those of the views within it, take in their constructors, told apart by
     *     their types
     */
    public static <C> C load(Class<C> controller, UiEnvironment environment, Object... parts) {
        FXMLLoader loader = new FXMLLoader(
                ViewLoader.class.getResource("/fxml/" + controller.getSimpleName() + ".fxml"),
                new Said(environment.words()));
        loader.setControllerFactory(type -> create(type, parts));
        try {
            loader.load();
            return controller.cast(loader.getController());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object create(Class<?> type, Object[] parts) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        Object[] given = Arrays.stream(constructor.getParameterTypes())
                .map(wanted -> Arrays.stream(parts)
                        .filter(wanted::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(type + " needs a " + wanted)))
                .toArray();
        try {
            return constructor.newInstance(given);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + type, e);
        }
    }

    /** The bundle with its messages already said, so that FXML shows what code would. */
    private static final class Said extends ResourceBundle {
        private final Words words;

        Said(Words words) {
            this.words = words;
        }

        @Override
        protected Object handleGetObject(String key) {
            return words.knows(key) ? words.say(key) : null;
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(words.bundle().keySet());
        }
    }
}
