package org.fedlens.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.fedlens.report.Tokens;
import org.fedlens.text.Words;

/** The window: it builds the views, builds them anew when the language changes, and dresses them in a theme. */
public final class MainWindow {
    private static final List<String> SHEETS =
            List.of("base", "shell", "setup", "workbench", "data", "embeddings", "log", "sweep", "rounds");
    private static final List<String> FACES = List.of(
            "inter/Inter-Regular.otf",
            "inter/Inter-SemiBold.otf",
            "inter/Inter-Bold.otf",
            "jetbrains_mono/JetBrainsMono-Regular.ttf",
            "jetbrains_mono/JetBrainsMono-Bold.ttf");

    private final Workplace workplace;
    private final Scene scene = new Scene(new javafx.scene.layout.Pane());
    private Desk desk;
    private Shell shell;

    /** Builds the views; the stage is given them by {@link #show}. */
    public MainWindow(Workplace workplace) {
        this.workplace = workplace;
        this.desk = workplace.desk();
        FACES.forEach(
                face -> Font.loadFont(MainWindow.class.getResourceAsStream("/com/formdev/flatlaf/fonts/" + face), 13));
        dress(desk.surroundings());
        build(desk);
        desk.surroundings().wordsProperty().addListener((words, before, now) -> rebuild(now));
        desk.surroundings().paletteProperty().addListener((palette, before, now) -> dress(desk.surroundings()));
    }

    private void build(Desk with) {
        desk = with;
        shell = Views.load(Shell.class, with);
        scene.setRoot(new StackPane(shell.root(), new SweepSheet(with)));
        new Keys(with, shell).install(scene);
    }

    private void rebuild(Words words) {
        desk.ties().release();
        build(desk.renewed());
        if (scene.getWindow() instanceof Stage stage) {
            stage.setTitle(words.say("ui.app"));
        }
    }

    private void dress(Surroundings surroundings) {
        boolean dark = surroundings.dark();
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheet(Tokens.sheet(dark)));
        SHEETS.forEach(name -> scene.getStylesheets().add(sheet("/styles/" + name + ".css")));
    }

    private static String sheet(String path) {
        return MainWindow.class.getResource(path).toExternalForm();
    }

    /** Puts the views into a window of the remembered size and shows it. */
    public void show(Stage stage, AppSettings settings) {
        stage.setTitle(desk.say("ui.app"));
        stage.setMinWidth(AppSettings.LEAST_WIDTH);
        stage.setMinHeight(AppSettings.LEAST_HEIGHT);
        // Some displays tell a screen of no size; then the remembered size counts.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        boolean known = screen.getWidth() >= AppSettings.LEAST_WIDTH && screen.getHeight() >= AppSettings.LEAST_HEIGHT;
        stage.setWidth(known ? Math.min(screen.getWidth(), settings.width()) : settings.width());
        stage.setHeight(known ? Math.min(screen.getHeight(), settings.height()) : settings.height());
        stage.setScene(scene);
        stage.setOnCloseRequest(request -> {
            if (desk.model().phase().active() && !mayClose(stage)) {
                request.consume();
                return;
            }
            remember(stage);
        });
        stage.show();
    }

    private boolean mayClose(Stage stage) {
        ButtonType stop = new ButtonType(desk.say("ui.close.stop"), ButtonBar.ButtonData.OK_DONE);
        ButtonType stay = new ButtonType(desk.say("ui.close.stay"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                desk.say("ui.close.question", desk.model().round(), desk.model().rounds()),
                stop,
                stay);
        alert.initOwner(stage);
        alert.setHeaderText(null);
        alert.setTitle(desk.say("ui.app"));
        Optional<ButtonType> answer = alert.showAndWait();
        if (answer.filter(stop::equals).isPresent()) {
            desk.control().stop();
            return true;
        }
        return false;
    }

    private void remember(Stage stage) {
        Surroundings now = desk.surroundings();
        AppSettings settings = new AppSettings(
                stage.getWidth(),
                stage.getHeight(),
                desk.screen().setupWidth().get(),
                now.dark(),
                now.language(),
                now.reduceMotion().get(),
                desk.screen().workers().get());
        try {
            settings.save(Workplace.home());
        } catch (IOException e) {
            // A window that cannot remember its size still closes.
            desk.model().note(LogLine.Level.WARNING, org.fedlens.text.Text.verbatim(e));
        }
    }

    Scene scene() {
        return scene;
    }

    Workplace workplace() {
        return workplace;
    }
}
