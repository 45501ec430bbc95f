package org.fedlens.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.fedlens.report.Tokens;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/** The window: it builds the views, builds them anew when the language changes, and dresses them in a theme. */
public final class MainWindow {
    private static final List<String> SHEETS = List.of(
            "base",
            "shell",
            "setup",
            "workbench",
            "data",
            "embeddings",
            "predictions",
            "log",
            "sweep",
            "rounds",
            "presentation",
            "focus");
    private static final List<String> FACES = List.of(
            "inter/Inter-Regular.otf",
            "inter/Inter-SemiBold.otf",
            "inter/Inter-Bold.otf",
            "jetbrains_mono/JetBrainsMono-Regular.ttf",
            "jetbrains_mono/JetBrainsMono-Bold.ttf");

    /** What the views need at least; a window of the smallest size has it, within its frame. */
    private static final double LEAST_ROOM_WIDE = 1170;

    private static final double LEAST_ROOM_HIGH = 660;

    private final Workplace workplace;
    private final Scene scene = new Scene(new Pane());
    /** Its size while it neither fills the screen nor is presented. */
    private Size usual = new Size(AppSettings.LEAST_WIDTH, AppSettings.LEAST_HEIGHT);

    /** The stage may outlive what it shows, so it holds these weakly. */
    private ChangeListener<Number> sized = (size, before, now) -> {};

    private ChangeListener<Boolean> filled = (full, before, now) -> {};
    private boolean darkBefore;
    private Desk desk;
    private Shell shell;

    private record Size(double width, double height) {}

    /** Builds the views; the stage is given them by {@link #show}. */
    public MainWindow(Workplace workplace) {
        this.workplace = workplace;
        this.desk = workplace.desk();
        FACES.forEach(
                face -> Font.loadFont(MainWindow.class.getResourceAsStream("/com/formdev/flatlaf/fonts/" + face), 13));
        dress(desk.surroundings());
        build(desk);
        desk.surroundings().wordsProperty().addListener((words, before, now) -> rebuild(now));
        desk.screen().scale().addListener((scale, before, now) -> dress(desk.surroundings()));
        desk.surroundings().paletteProperty().addListener((palette, before, now) -> dress(desk.surroundings()));
    }

    private void build(Desk with) {
        desk = with;
        shell = Views.load(Shell.class, with);
        Scaled root = new Scaled(roomy(shell.root()));
        root.scaleProperty().bind(with.screen().scale());
        scene.setRoot(root);
        new Keys(shell).install(scene);
    }

    /** Scrolls where the window has less room than everything needs at its size. */
    private static ScrollPane roomy(Region content) {
        content.setMinSize(LEAST_ROOM_WIDE, LEAST_ROOM_HIGH);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("content-scroll");
        // The viewport keeps a picture of all it shows, which is painted anew whenever anything in it changes.
        scroll.skinProperty()
                .addListener((skin, before, now) -> scroll.lookup(".viewport").setCache(false));
        return scroll;
    }

    private void rebuild(Words words) {
        desk.ties().release();
        build(desk.renewed());
        if (scene.getWindow() instanceof Stage stage) {
            stage.setTitle(words.say("ui.app"));
        }
    }

    /** Menus and tips are windows of their own, which nothing magnifies. */
    private static String popups(double scale) {
        String sheet = ".root.popup, .tooltip, .context-menu .label, .combo-box-popup .list-cell { -fx-font-size: "
                + Math.round(12 * scale) + "px; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(sheet.getBytes(StandardCharsets.UTF_8));
    }

    private void dress(Surroundings surroundings) {
        boolean dark = surroundings.dark();
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheet(Tokens.sheet(dark)));
        SHEETS.forEach(name -> scene.getStylesheets().add(sheet("/styles/" + name + ".css")));
        double scale = desk.screen().scale().get();
        if (scale > 1) {
            scene.getStylesheets().add(popups(scale));
        }
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
        double width = known ? Math.min(screen.getWidth(), settings.width()) : settings.width();
        double height = known ? Math.min(screen.getHeight(), settings.height()) : settings.height();
        stage.setScene(scene);
        stage.setOnCloseRequest(request -> {
            if (desk.model().phase().active() && !mayClose(stage)) {
                request.consume();
                return;
            }
            remember(stage);
        });
        resize(stage, width, height);
        usual = new Size(width, height);
        sized = (size, before, after) -> {
            if (!stage.isMaximized() && !stage.isFullScreen()) {
                usual = new Size(stage.getWidth(), stage.getHeight());
            }
        };
        stage.widthProperty().addListener(new WeakChangeListener<>(sized));
        stage.heightProperty().addListener(new WeakChangeListener<>(sized));
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        desk.screen().presenting().addListener((presenting, before, now) -> stage.setFullScreen(now));
        desk.screen().presenting().addListener((presenting, before, now) -> light(now));
        filled = (full, before, now) -> {
            if (!now) {
                desk.screen().presenting().set(false);
            }
        };
        stage.fullScreenProperty().addListener(new WeakChangeListener<>(filled));
        stage.show();
        // Under some window managers GTK forgets a size that was set before the window was there (JDK-8316423).
        resize(stage, width, height);
        stage.setMaximized(settings.maximized());
        // No control has the focus at first, so Space runs.
        shell.root().requestFocus();
    }

    private static void resize(Stage stage, double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
    }

    /** Projectors wash out dark colours: a presentation begins in the light theme and gives back the one before. */
    private void light(boolean presenting) {
        if (presenting) {
            darkBefore = desk.surroundings().dark();
            desk.surroundings().setDark(false);
        } else if (darkBefore) {
            desk.surroundings().setDark(true);
        }
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
        Desk.Screen screen = desk.screen();
        AppSettings settings = new AppSettings(
                usual.width(),
                usual.height(),
                screen.setupWidth().get(),
                now.dark(),
                now.language(),
                now.reduceMotion().get(),
                screen.workers().get(),
                stage.isMaximized(),
                screen.view().get().name(),
                screen.mapShare().get(),
                screen.scale().get());
        try {
            settings.save(Workplace.home());
        } catch (IOException e) {
            // A window that cannot remember its size still closes.
            desk.model().note(LogLine.Level.WARNING, Text.verbatim(e));
        }
    }

    Scene scene() {
        return scene;
    }
}
