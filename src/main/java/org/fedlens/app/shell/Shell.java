package org.fedlens.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.chart.ChartView;
import org.fedlens.app.kit.Command;
import org.fedlens.app.kit.DialogKey;
import org.fedlens.app.kit.DialogSheet;
import org.fedlens.app.kit.Navigation;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.app.setup.Setup;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame: the rail, the top bar, the setup beside the view, the status bar. */
public final class Shell {
    /** The page in which a run is set up and watched. */
    public static final PageKey WORKBENCH = new PageKey("WORKBENCH", "bi-sliders");

    private final WindowContext context;
    private final Registered registered;

    private final Overlay overlay = new Overlay();
    private Optional<Presentation> presentation = Optional.empty();

    @FXML
    private StackPane root;

    @FXML
    private VBox rail;

    @FXML
    private VBox tabs;

    @FXML
    private VBox frame;

    @FXML
    private Button language;

    @FXML
    private Button theme;

    @FXML
    private Button present;

    @FXML
    private Button settings;

    @FXML
    private SplitPane split;

    @FXML
    private Parent topBar;

    @FXML
    private Parent setup;

    @FXML
    private TopBar topBarController;

    @FXML
    private Setup setupController;

    @FXML
    private Parent workbench;

    @FXML
    private Parent statusBar;

    @FXML
    private Parent faults;

    public Shell(WindowContext context) {
        this.context = context;
        this.registered = new Registered(context.navigation());
    }

    @FXML
    private void initialize() {
        root.getChildren().add(overlay);
        Navigation navigation = context.navigation();
        navigation.closeDialog();
        registered.page(WORKBENCH, () -> new WorkbenchPage(topBar, split, workbench, setup));
        new WindowCommands(this).register(registered);
        context.features().forEach(feature -> feature.register(registered));
        context.keep(navigation.dialog().subscribe(this::open));
        overlay.visibleProperty().addListener((visible, before, now) -> {
            if (!now) {
                navigation.closeDialog();
            }
        });
        tip(language, "ui.rail.language");
        tip(theme, context.environment().dark() ? "ui.rail.light" : "ui.rail.dark");
        tip(settings, "ui.rail.settings");
        present.setTooltip(new Tooltip(WindowCommands.PRESENT.tip(context.environment())));
        present.setAccessibleText(context.say("ui.command.present"));
        registered.pages().forEach(key -> tabs.getChildren().add(tab(key)));
        context.keep(navigation.page().subscribe(this::show));
        context.keep(navigation
                .page()
                .subscribe((before, now) -> navigation.presenting().set(false)));
        context.keep(navigation.presenting().subscribe(this::stage));
        SplitPane.setResizableWithParent(setup, false);
        split.widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions((context.window().setupWidth().get() + 0.5) / now.doubleValue());
            }
        });
        ((javafx.scene.layout.Region) setup).widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() > 0) {
                context.window().setupWidth().set(now.doubleValue());
            }
        });
        context.keep(context.environment().paletteProperty().subscribe(palette -> {
            ((FontIcon) theme.getGraphic()).setIconLiteral(context.environment().dark() ? "bi-sun" : "bi-moon");
            tip(theme, context.environment().dark() ? "ui.rail.light" : "ui.rail.dark");
        }));
    }

    private ToggleButton tab(PageKey key) {
        ToggleButton tab = new ToggleButton(context.say(key.key()), new FontIcon(key.icon()));
        tab.setId("tab-" + key.id());
        tab.setContentDisplay(ContentDisplay.TOP);
        tab.getStyleClass().add("rail-item");
        tab.setOnAction(action -> {
            tab.setSelected(true);
            context.navigation().open(key);
        });
        return tab;
    }

    private void show(PageKey key) {
        if (context.navigation().presenting().get()) {
            return;
        }
        for (Node tab : tabs.getChildren()) {
            ((ToggleButton) tab).setSelected(tab.getId().equals("tab-" + key.id()));
        }
        Page page = registered.page(key);
        VBox.setVgrow(page.body(), Priority.ALWAYS);
        frame.getChildren().setAll(page.bar(), page.body(), statusBar);
    }

    /** Puts the presentation in the place of the view, or the view back. */
    private void stage(boolean presenting) {
        root.getStyleClass().remove("presenting");
        if (presenting) {
            Presentation shown =
                    presentation.orElseGet(() -> ViewLoader.load(Presentation.class, context.environment(), context));
            presentation = Optional.of(shown);
            root.getStyleClass().add("presenting");
            VBox.setVgrow(shown.body(), Priority.ALWAYS);
            frame.getChildren().setAll(shown.body());
        } else {
            show(context.navigation().page().get());
        }
    }

    /** Shows the chart {@code by} places further in the presentation. */
    void turn(int by) {
        presentation.ifPresent(shown -> shown.turn(by));
    }

    private void tip(Button button, String key) {
        button.setTooltip(new Tooltip(context.say(key)));
        button.setAccessibleText(context.say(key));
    }

    @FXML
    void switchLanguage() {
        context.environment().setLanguage(context.environment().chinese() ? "en" : "zh-CN");
    }

    @FXML
    void switchTheme() {
        context.environment().setDark(!context.environment().dark());
    }

    @FXML
    private void present() {
        context.navigation().presenting().set(true);
    }

    @FXML
    void showSettings() {
        CheckMenuItem motion = new CheckMenuItem(context.say("ui.settings.motion"));
        motion.setSelected(context.environment().reduceMotion().get());
        motion.selectedProperty()
                .addListener((selected, before, now) ->
                        context.environment().reduceMotion().set(now));
        ContextMenu menu = new ContextMenu(motion);
        menu.show(settings, javafx.geometry.Side.RIGHT, 4, 0);
    }

    /** Shows the page of a name; the one that is shown stays if there is none. */
    void open(String page) {
        registered.pages().stream()
                .filter(key -> key.name().equals(page))
                .findFirst()
                .ifPresent(context.navigation()::open);
    }

    /** The parts that F6 jumps between, in their order. */
    FocusRegions regions() {
        List<Node> regions = new ArrayList<>(List.of(faults, rail));
        if (context.navigation().presenting().get()) {
            presentation.ifPresent(shown -> regions.addAll(shown.regions()));
            return new FocusRegions(regions);
        }
        regions.addAll(registered.page(context.navigation().page().get()).regions());
        regions.add(statusBar);
        return new FocusRegions(regions);
    }

    void jump(int by) {
        regions().jump(root.getScene().getFocusOwner(), by);
    }

    /** True where the setup keeps a run from beginning. */
    boolean wrong() {
        return !context.run().phase().active()
                && !context.draft().sheet().problems().isEmpty();
    }

    /** Runs, pauses or goes on; where the setup is wrong, leads to the first field that is. */
    void runOrMend() {
        if (wrong()) {
            setupController.firstProblem();
        } else {
            context.actions().primary();
        }
    }

    void startOrMend() {
        if (wrong()) {
            setupController.firstProblem();
        } else {
            context.actions().start();
        }
    }

    /** True where the list of earlier runs can be opened. */
    boolean canOpen() {
        return context.navigation().shows(WORKBENCH)
                && !context.navigation().presenting().get()
                && !context.run().phase().active();
    }

    void chooseRun() {
        topBarController.open();
    }

    /** The chart with the focus, or the main one. */
    private Optional<ChartView> chart() {
        Node main =
                root.getScene().getFocusOwner() instanceof ChartView focused ? focused : root.lookup("#accuracy-chart");
        return Optional.ofNullable(main).filter(ChartView.class::isInstance).map(ChartView.class::cast);
    }

    private Optional<Runnable> exported() {
        return context.navigation().presenting().get()
                ? Optional.empty()
                : registered.page(context.navigation().page().get()).export();
    }

    boolean canExport() {
        return exported().isPresent() || chart().isPresent();
    }

    /** Opens the menu of what can be saved in the view. */
    void export() {
        exported().or(() -> chart().map(shown -> shown::openMenu)).ifPresent(Runnable::run);
    }

    void showKeys() {
        KeySheet sheet = new KeySheet(this, root.getScene().getFocusOwner(), overlay::close);
        overlay.show(sheet, sheet.first());
    }

    void showSearch() {
        CommandSearch search = new CommandSearch(this);
        overlay.show(search, search.first());
    }

    private void open(Optional<DialogKey> dialog) {
        if (dialog.isEmpty()) {
            overlay.close();
            return;
        }
        DialogSheet sheet = registered.dialog(dialog.get());
        overlay.show(sheet, sheet.first());
        sheet.shown();
    }

    /** True while a dialog lies over the window. */
    boolean covered() {
        return overlay.isVisible();
    }

    void uncover() {
        overlay.close();
    }

    WindowContext context() {
        return context;
    }

    /** All commands of the window and its features that have a fixed place. */
    List<Command> commands() {
        return registered.commands();
    }

    /** All commands that can be searched for. */
    List<Command> searched() {
        return registered.searched();
    }

    StackPane root() {
        return root;
    }

    /** The workbench, which stands beside its setup. */
    private record WorkbenchPage(Node bar, Node body, Parent workbench, Node setup) implements Page {
        @Override
        public List<Node> regions() {
            List<Node> regions = new ArrayList<>(List.of(bar, setup));
            for (String id : new String[] {"#mapCard", "#clientPanel", "#accuracyCard", "#lossCard", "#spreadCard"}) {
                Node region = workbench.lookup(id);
                if (region != null && region.isVisible()) {
                    regions.add(region);
                }
            }
            return regions;
        }
    }
}
