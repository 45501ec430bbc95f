package org.fedlens.app.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import javafx.fxml.FXMLLoader;
import org.fedlens.app.shell.Desk;
import org.fedlens.text.Words;

/** Reads views; each FXML file has the simple name of its controller. */
final class ViewLoader {
    private ViewLoader() {}

    /** Loads a view and answers its controller. */
    static <C> C load(Class<C> controller, Desk desk) {
        FXMLLoader loader = new FXMLLoader(
                ViewLoader.class.getResource("/fxml/" + controller.getSimpleName() + ".fxml"),
                new Said(desk.surroundings().words()));
        loader.setControllerFactory(type -> create(type, desk));
        try {
            loader.load();
            return controller.cast(loader.getController());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object create(Class<?> type, Desk desk) {
        try {
            return type.getDeclaredConstructor(Desk.class).newInstance(desk);
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
