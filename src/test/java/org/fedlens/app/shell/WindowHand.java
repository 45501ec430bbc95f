package org.fedlens.app.shell;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.kit.AppSettings;
import org.fedlens.app.run.Phase;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window under test and a hand at its keyboard. */
final class WindowHand implements AutoCloseable {
    private final FxRobot robot = new FxRobot();
    private CompositionRoot workplace;
    private MainWindow window;

    WindowHand(AppSettings settings, Engine engine) throws Exception {
        if (System.getProperty("headless.geometry") == null) {
            System.setProperty("headless.geometry", "1600x1000-32");
        }
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            workplace = new CompositionRoot(settings, workers -> engine);
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        Looks.until(() -> workplace.desk().model().phase() == Phase.READY
                && !workplace.desk().model().clients().isEmpty());
    }

    static AppSettings settings(boolean dark, String language, double scale) {
        return new AppSettings(1440, 900, 320, dark, language, true, 2, false, "", AppSettings.MAP_SHARE, scale);
    }

    FxRobot robot() {
        return robot;
    }

    Desk desk() {
        return workplace.desk();
    }

    MainWindow window() {
        return window;
    }

    /** What has the focus now. */
    Node focused() {
        WaitForAsyncUtils.waitForFxEvents();
        return window.scene().getFocusOwner();
    }

    boolean there(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        Node found = window.scene().lookup(query);
        return found != null && found.isVisible();
    }

    @Override
    public void close() throws TimeoutException {
        workplace.close();
        FxToolkit.cleanupStages();
    }
}
