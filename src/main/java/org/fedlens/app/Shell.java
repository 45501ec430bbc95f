package org.fedlens.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame: the rail, the top bar, the setup beside the view, the status bar. */
public final class Shell {
    private final Desk desk;
    private final Map<View, Page> pages = new EnumMap<>(View.class);

    private final Overlay overlay = new Overlay();
    private final Map<Dialog, DialogSheet> dialogs = new EnumMap<>(Dialog.class);
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
    private Parent workbench;

    @FXML
    private Parent statusBar;

    Shell(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        root.getChildren().add(overlay);
        desk.screen().dialog().set(Dialog.NONE);
        desk.ties().add(desk.screen().dialog().subscribe(this::open));
        overlay.visibleProperty().addListener((visible, before, now) -> {
            if (!now) {
                desk.screen().dialog().set(Dialog.NONE);
            }
        });
        tip(language, "ui.rail.language");
        tip(theme, desk.surroundings().dark() ? "ui.rail.light" : "ui.rail.dark");
        tip(settings, "ui.rail.settings");
        present.setTooltip(new Tooltip(Commands.PRESENT.tip(desk)));
        present.setAccessibleText(desk.say("ui.command.present"));
        pages.put(View.WORKBENCH, new WorkbenchPage(topBar, split, workbench, setup));
        for (View view : View.values()) {
            tabs.getChildren().add(tab(view));
        }
        desk.ties().add(desk.screen().view().subscribe(this::show));
        desk.ties().add(desk.screen().view().subscribe((before, now) -> desk.screen()
                .presenting()
                .set(false)));
        desk.ties().add(desk.screen().presenting().subscribe(this::stage));
        SplitPane.setResizableWithParent(setup, false);
        split.widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions((desk.screen().setupWidth().get() + 0.5) / now.doubleValue());
            }
        });
        ((Region) setup).widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() > 0) {
                desk.screen().setupWidth().set(now.doubleValue());
            }
        });
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> {
            ((FontIcon) theme.getGraphic()).setIconLiteral(desk.surroundings().dark() ? "bi-sun" : "bi-moon");
            tip(theme, desk.surroundings().dark() ? "ui.rail.light" : "ui.rail.dark");
        }));
    }

    private ToggleButton tab(View view) {
        ToggleButton tab = new ToggleButton(desk.say(view.key()), new FontIcon(view.icon()));
        tab.setId("tab-" + view.name().toLowerCase(Locale.ROOT));
        tab.setContentDisplay(ContentDisplay.TOP);
        tab.getStyleClass().add("rail-item");
        tab.setOnAction(action -> {
            tab.setSelected(true);
            desk.screen().view().set(view);
        });
        return tab;
    }

    private void show(View view) {
        if (desk.screen().presenting().get()) {
            return;
        }
        for (View other : View.values()) {
            ((ToggleButton) tabs.getChildren().get(other.ordinal())).setSelected(other == view);
        }
        Page page = pages.computeIfAbsent(view, missing -> missing.make(desk));
        VBox.setVgrow(page.body(), Priority.ALWAYS);
        frame.getChildren().setAll(page.bar(), page.body(), statusBar);
    }

    /** Puts the presentation in the place of the view, or the view back. */
    private void stage(boolean presenting) {
        root.getStyleClass().remove("presenting");
        if (presenting) {
            Presentation shown = presentation.orElseGet(() -> Views.load(Presentation.class, desk));
            presentation = Optional.of(shown);
            root.getStyleClass().add("presenting");
            VBox.setVgrow(shown.body(), Priority.ALWAYS);
            frame.getChildren().setAll(shown.body());
        } else {
            show(desk.screen().view().get());
        }
    }

    /** Shows the chart {@code by} places further in the presentation. */
    void turn(int by) {
        presentation.ifPresent(shown -> shown.turn(by));
    }

    private void tip(Button button, String key) {
        button.setTooltip(new Tooltip(desk.say(key)));
        button.setAccessibleText(desk.say(key));
    }

    @FXML
    void switchLanguage() {
        desk.surroundings().setLanguage(desk.surroundings().chinese() ? "en" : "zh-CN");
    }

    @FXML
    void switchTheme() {
        desk.surroundings().setDark(!desk.surroundings().dark());
    }

    @FXML
    private void present() {
        Commands.PRESENT.act().accept(this);
    }

    @FXML
    private void showSettings() {
        CheckMenuItem motion = new CheckMenuItem(desk.say("ui.settings.motion"));
        motion.setSelected(desk.surroundings().reduceMotion().get());
        motion.selectedProperty()
                .addListener((selected, before, now) ->
                        desk.surroundings().reduceMotion().set(now));
        ContextMenu menu = new ContextMenu(motion);
        menu.show(settings, Side.RIGHT, 4, 0);
    }

    /** The parts that F6 jumps between, in their order. */
    Regions regions() {
        List<Node> regions = new ArrayList<>(List.of(rail));
        if (desk.screen().presenting().get()) {
            presentation.ifPresent(shown -> regions.addAll(shown.regions()));
            return new Regions(regions);
        }
        regions.addAll(pages.get(desk.screen().view().get()).regions());
        regions.add(statusBar);
        return new Regions(regions);
    }

    void jump(int by) {
        regions().jump(root.getScene().getFocusOwner(), by);
    }

    /** True where the setup keeps a run from beginning. */
    boolean wrong() {
        return !desk.model().phase().active()
                && !desk.draft().sheet().problems().isEmpty();
    }

    /** Runs, pauses or goes on; where the setup is wrong, leads to the first field that is. */
    void runOrMend() {
        if (wrong()) {
            press("first-problem");
        } else {
            desk.control().primary();
        }
    }

    void startOrMend() {
        if (wrong()) {
            press("first-problem");
        } else {
            desk.control().start();
        }
    }

    private Optional<ButtonBase> button(String id) {
        return Optional.ofNullable(root.lookup("#" + id))
                .filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast);
    }

    /** True if a button is there and can be pressed. */
    boolean offers(String id) {
        return button(id).filter(button -> !button.isDisabled()).isPresent();
    }

    void press(String id) {
        button(id).ifPresent(ButtonBase::fire);
    }

    /** The chart with the focus, or the main one. */
    private Optional<ChartView> chart() {
        Node main =
                root.getScene().getFocusOwner() instanceof ChartView focused ? focused : root.lookup("#accuracy-chart");
        return Optional.ofNullable(main).filter(ChartView.class::isInstance).map(ChartView.class::cast);
    }

    boolean canExport() {
        return offers("export") || chart().isPresent();
    }

    /** Opens the menu of what can be saved in the view. */
    void export() {
        if (root.lookup("#export") instanceof MenuButton menu) {
            menu.show();
        } else {
            chart().ifPresent(ChartView::openMenu);
        }
    }

    boolean hasClients() {
        return !desk.model().clients().isEmpty();
    }

    /** Selects the client {@code by} places further. */
    void select(int by) {
        int clients = desk.model().clients().size();
        int now = desk.model().selectedProperty().get();
        desk.model().selectedProperty().set(Math.floorMod(now < 0 && by < 0 ? clients - 1 : now + by, clients));
    }

    void showKeys() {
        KeySheet sheet = new KeySheet(desk, root.getScene().getFocusOwner(), overlay::close);
        overlay.show(sheet, sheet.first());
    }

    void showSearch() {
        CommandSearch search = new CommandSearch(this);
        overlay.show(search, search.first());
    }

    private void open(Dialog dialog) {
        if (dialog == Dialog.NONE) {
            overlay.close();
            return;
        }
        DialogSheet sheet = dialogs.computeIfAbsent(dialog, missing -> missing.make(desk));
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

    Desk desk() {
        return desk;
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
