package org.fedlens.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame: the rail, the top bar, the setup beside the view, the status bar. */
public final class Shell {
    private final Desk desk;
    private final Map<View, Page> pages = new EnumMap<>(View.class);

    @FXML
    private BorderPane root;

    @FXML
    private VBox rail;

    @FXML
    private VBox tabs;

    @FXML
    private BorderPane frame;

    @FXML
    private Button language;

    @FXML
    private Button theme;

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
        tip(language, "ui.rail.language");
        tip(theme, desk.surroundings().dark() ? "ui.rail.light" : "ui.rail.dark");
        tip(settings, "ui.rail.settings");
        pages.put(View.WORKBENCH, new WorkbenchPage(topBar, split, workbench, setup));
        for (View view : View.values()) {
            tabs.getChildren().add(tab(view));
        }
        desk.ties().add(desk.screen().view().subscribe(this::show));
        SplitPane.setResizableWithParent(setup, false);
        split.widthProperty().addListener((width, before, now) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions((desk.screen().setupWidth().get() + 0.5) / now.doubleValue());
            }
        });
        ((javafx.scene.layout.Region) setup).widthProperty().addListener((width, before, now) -> {
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
        tab.setId("tab-" + view.name().toLowerCase(java.util.Locale.ROOT));
        tab.setContentDisplay(javafx.scene.control.ContentDisplay.TOP);
        tab.getStyleClass().add("rail-item");
        tab.setOnAction(action -> {
            tab.setSelected(true);
            desk.screen().view().set(view);
        });
        return tab;
    }

    private void show(View view) {
        for (View other : View.values()) {
            ((ToggleButton) tabs.getChildren().get(other.ordinal())).setSelected(other == view);
        }
        Page page = pages.computeIfAbsent(view, missing -> missing.make(desk));
        frame.setTop(page.bar());
        frame.setCenter(page.body());
    }

    private void tip(Button button, String key) {
        button.setTooltip(new Tooltip(desk.say(key)));
        button.setAccessibleText(desk.say(key));
    }

    @FXML
    private void switchLanguage() {
        desk.surroundings().setLanguage(desk.surroundings().chinese() ? "en" : "zh-CN");
    }

    @FXML
    private void switchTheme() {
        desk.surroundings().setDark(!desk.surroundings().dark());
    }

    @FXML
    private void showSettings() {
        CheckMenuItem motion = new CheckMenuItem(desk.say("ui.settings.motion"));
        motion.setSelected(desk.surroundings().reduceMotion().get());
        motion.selectedProperty()
                .addListener((selected, before, now) ->
                        desk.surroundings().reduceMotion().set(now));
        ContextMenu menu = new ContextMenu(motion);
        menu.show(settings, javafx.geometry.Side.RIGHT, 4, 0);
    }

    /** The regions that F6 jumps between, in their order. */
    List<Node> regions() {
        List<Node> regions = new ArrayList<>(List.of(rail));
        regions.addAll(pages.get(desk.screen().view().get()).regions());
        regions.add(statusBar);
        return regions;
    }

    BorderPane root() {
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
