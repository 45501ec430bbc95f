package org.fedlens.app.shell;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.stage.Stage;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.kit.LogLine;
import org.fedlens.log.LogFile;
import org.fedlens.text.Text;

/** The window's life: it shows itself first and loads the engine after. */
public final class FedLensApp extends Application {
    private CompositionRoot root;

    /** Opens the window and returns when it is closed. */
    public static void open(String... arguments) {
        launch(FedLensApp.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Path home = CompositionRoot.home();
        AppSettings settings = AppSettings.load(home);
        root = new CompositionRoot(settings, workers -> new LocalEngine(CompositionRoot.runs(home), workers, home));
        WindowContext window = root.window();
        window.view().faults().openWith(folder -> getHostServices()
                .showDocument(folder.toUri().toString()));
        if (LogFile.path().isEmpty()) {
            window.run().note(LogLine.Level.WARNING, Text.of("log.none", home.toString()));
        }
        new MainWindow(root).show(stage, settings);
        StartTime.tellFirstFrame(stage.getScene());
        root.open();
    }

    @Override
    public void stop() {
        root.close();
    }
}
