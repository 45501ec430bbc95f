package org.fedlens.app.shell;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.stage.Stage;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.kit.AppSettings;

/** The window's life: it shows itself first and loads the engine after. */
public final class FedLensApp extends Application {
    private CompositionRoot workplace;

    /** Opens the window and returns when it is closed. */
    public static void open(String... arguments) {
        launch(FedLensApp.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Path home = CompositionRoot.home();
        AppSettings settings = AppSettings.load(home);
        workplace = new CompositionRoot(settings, workers -> new LocalEngine(CompositionRoot.runs(home), workers, home));
        new MainWindow(workplace).show(stage, settings);
        StartTime.tellFirstFrame(stage.getScene());
        workplace.open();
    }

    @Override
    public void stop() {
        workplace.close();
    }
}
