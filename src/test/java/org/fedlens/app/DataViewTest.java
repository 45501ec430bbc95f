package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.TilePane;
import javafx.stage.Stage;
import org.fedlens.data.ClassFolders;
import org.fedlens.data.Dirichlet;
import org.fedlens.experiment.ExperimentFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Tag("window")
class DataViewTest {
    @TempDir
    private Path home;

    private final FxRobot robot = new FxRobot();
    private Workplace workplace;
    private MainWindow window;

    @BeforeAll
    static void giveTheHeadlessScreenRoom() {
        System.setProperty("headless.geometry", "1600x1000-32");
    }

    private void open(boolean dark, String language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new Workplace(settings, workers -> new LocalEngine(home.resolve("runs"), () -> 1, home));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        Looks.until(() ->
                !workplace.desk().draft().federationProperty().get().clients().isEmpty());
        String yaml = "fedlens: 1\nname: Shares\ndata: {source: digits-8x8}\n"
                + "partition: {scheme: dirichlet, clients: 10, alpha: 0.3, minimum: 5}\n";
        robot.interact(() -> workplace
                .desk()
                .draft()
                .use(new Preset(
                        "Shares",
                        ExperimentFile.parse(yaml, "test"),
                        Path.of("").toAbsolutePath())));
        Looks.until(() -> federation().clients().size() == 10
                && federation().figures().orElseThrow().meanEarthMover() > 0.5);
        robot.clickOn("#tab-data");
        Looks.until(() -> images() == 42
                && workplace.desk().data().tiles().get().stream()
                        .allMatch(tile ->
                                tile.card().isPresent() || tile.problem().isPresent()));
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private Federation federation() {
        return workplace.desk().draft().federationProperty().get();
    }

    private int images() {
        return robot.lookup("#client-images")
                .queryAs(TilePane.class)
                .getChildren()
                .size();
    }

    @Test
    void every_label_fits_in_both_themes_and_languages() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            for (String language : List.of("en", "zh-CN")) {
                open(dark, language);
                assertEquals(List.of(), Looks.cut(window.scene()), language + (dark ? " dark" : " light"));
                Looks.shoot(window.scene(), "data-" + (dark ? "dark" : "light") + "-" + language.substring(0, 2));
                close();
            }
        }
    }

    @Test
    void the_picture_follows_the_slider_and_the_draft_keeps_one_step() throws Exception {
        open(false, "en");
        double before = federation().figures().orElseThrow().meanEarthMover();
        Slider slider = robot.from(robot.lookup("#split-card").queryAll())
                .lookup(".slider")
                .queryAs(Slider.class);
        robot.interact(() -> {
            slider.setValueChanging(true);
            slider.setValue(90);
        });
        Looks.until(() -> federation().figures().orElseThrow().meanEarthMover() < before / 3);
        assertEquals("0.3", workplace.desk().draft().sheet().value("partition.alpha"), "only tried out");
        robot.interact(() -> slider.setValueChanging(false));
        Looks.until(
                () -> !workplace.desk().draft().sheet().value("partition.alpha").equals("0.3"));
        robot.clickOn("#data-undo");
        Looks.until(
                () -> workplace.desk().draft().sheet().value("partition.alpha").equals("0.3")
                        && federation().figures().orElseThrow().meanEarthMover() == before);
        assertFalse(Double.isNaN(before));
    }

    @Test
    void a_bubble_dragged_to_another_client_takes_its_images_along_and_can_be_undone() throws Exception {
        open(false, "en");
        Federation start = federation();
        int from = 0;
        int label = start.mostly(from);
        int to = 4;
        int[] held = {start.count(from, label), start.count(to, label)};
        MatrixView matrix = robot.lookup("#matrix").queryAs(MatrixView.class);
        MatrixLayout layout = matrix.layoutNow();
        Point2D begin = matrix.localToScreen(layout.x(from), layout.y(label));
        Point2D end = matrix.localToScreen(layout.x(to), layout.y(label));
        robot.moveTo(begin).press(MouseButton.PRIMARY).moveTo(end).release(MouseButton.PRIMARY);
        Looks.until(() -> federation().count(from, label) == 0);
        assertEquals(held[0] + held[1], federation().count(to, label));
        assertEquals(start.total(), federation().total());
        assertEquals("0>4:" + label, workplace.desk().draft().sheet().value("partition.moves"));
        robot.clickOn("#data-undo");
        Looks.until(() -> federation().equals(start) || federation().count(from, label) == held[0]);
        robot.clickOn("#data-redo");
        Looks.until(() -> federation().count(from, label) == 0);
        Button forget = robot.lookup("#forget-moves").queryButton();
        assertEquals("Take back 1 move", forget.getText());
        robot.clickOn(forget);
        Looks.until(() -> federation().count(from, label) == held[0]);
    }

    @Test
    void clients_stand_in_the_order_that_was_chosen_and_are_chosen_where_they_stand() throws Exception {
        open(false, "en");
        @SuppressWarnings("unchecked")
        ComboBox<Federation.Order> sorting = robot.lookup("#client-order").queryAs(ComboBox.class);
        MatrixView matrix = robot.lookup("#matrix").queryAs(MatrixView.class);
        for (Federation.Order order : Federation.Order.values()) {
            robot.interact(() -> sorting.setValue(order));
            int third = federation().ordered(order).get(2);
            robot.clickOn(matrix.localToScreen(matrix.layoutNow().x(2), MatrixLayout.TOP - 20));
            Looks.until(() -> workplace.desk().data().client().get() == third);
            int fourth = federation().ordered(order).get(3);
            robot.type(KeyCode.RIGHT);
            Looks.until(() -> workplace.desk().data().client().get() == fourth);
        }
    }

    @Test
    void a_drawing_stays_chosen_when_it_is_chosen_again() throws Exception {
        open(false, "en");
        for (int i = 0; i < 2; i++) {
            robot.clickOn("#drawing-heat");
            Looks.until(() -> workplace.desk().data().drawing().get() == DataModel.Drawing.HEAT);
            assertTrue(robot.lookup("#drawing-heat").queryAs(ToggleButton.class).isSelected());
        }
    }

    @Test
    void a_class_under_the_pointer_is_highlighted_everywhere() throws Exception {
        open(false, "en");
        MatrixView matrix = robot.lookup("#matrix").queryAs(MatrixView.class);
        MatrixLayout layout = matrix.layoutNow();
        robot.moveTo(matrix.localToScreen(layout.x(1), layout.y(4)));
        Looks.until(() -> workplace.desk().screen().highlighted().get() == 4);
        robot.moveTo(robot.lookup("#split-card").queryAs(Node.class));
        Looks.until(() -> workplace.desk().screen().highlighted().get() == -1);
    }

    @Test
    void a_double_click_on_the_map_opens_the_data_of_that_client() throws Exception {
        open(false, "en");
        robot.interact(() -> workplace.desk().screen().view().set(View.WORKBENCH));
        Looks.until(() -> robot.lookup("#client-2").tryQuery().isPresent());
        robot.doubleClickOn("#client-2");
        Looks.until(() -> workplace.desk().screen().view().get() == View.DATA);
        Looks.until(() -> workplace.desk().data().client().get() == 2);
    }

    @Test
    void a_share_can_be_moved_without_dragging() throws Exception {
        open(false, "en");
        int before = federation().total();
        int[] sizes = {federation().images(0), federation().images(1)};
        robot.clickOn("#move-share");
        Looks.until(() -> robot.lookup("#move-go").tryQuery().isPresent());
        @SuppressWarnings("unchecked")
        ComboBox<Integer> label = robot.lookup("#move-label").queryAs(ComboBox.class);
        int moved = label.getValue();
        int count = federation().count(0, moved);
        robot.interact(() -> robot.lookup("#move-go").queryButton().fire());
        Looks.until(() -> federation().images(0) == sizes[0] - count);
        assertEquals(sizes[1] + count, federation().images(1));
        assertEquals(before, federation().total());
    }

    @Test
    void images_follow_the_client_and_the_label() throws Exception {
        open(false, "en");
        AtomicReference<DataModel.Shown> first =
                new AtomicReference<>(workplace.desk().data().shown().get());
        robot.clickOn("#matrix").type(KeyCode.HOME);
        robot.interact(() -> workplace.desk().data().client().set(3));
        Looks.until(() -> workplace.desk().data().shown().get() != first.get());
        int label = federation().mostly(3);
        first.set(workplace.desk().data().shown().get());
        robot.interact(() -> workplace.desk().data().label().set(label));
        Looks.until(() -> workplace.desk().data().shown().get() != first.get());
        DataModel.Shown shown = workplace.desk().data().shown().get();
        assertEquals(Math.min(42, federation().count(3, label)), shown.images().size());
        assertTrue(shown.labels().stream().allMatch(one -> one == label));
    }

    @Test
    void a_split_is_kept_as_a_preset() throws Exception {
        open(false, "en");
        robot.clickOn("#save-split");
        Looks.until(() -> robot.lookup("#preset-name").tryQuery().isPresent());
        TextField name = robot.lookup("#preset-name").queryAs(TextField.class);
        robot.interact(() -> {
            name.setText("My split");
            robot.lookup("#preset-keep").queryButton().fire();
        });
        Looks.until(() -> workplace.desk().screen().presets().get().stream()
                .anyMatch(preset -> preset.name().equals("My split")));
        Path kept = home.resolve("presets").resolve("My-split.yaml");
        assertTrue(Files.readString(kept).contains("alpha: 0.3"));
        assertEquals(
                workplace.desk().draft().sheet().value("partition.alpha"),
                String.valueOf(
                        ExperimentFile.require(ExperimentFile.load(kept))
                                                .partition()
                                                .scheme()
                                        instanceof Dirichlet dirichlet
                                ? dirichlet.alpha()
                                : 0));
    }

    @Test
    void a_folder_is_checked_in_the_window_and_its_damaged_file_named() throws Exception {
        Path folder = ClassFolders.write(home.resolve("shapes"));
        Files.write(folder.resolve("a").resolve("broken.png"), new byte[] {1, 2, 3});
        open(false, "en");
        robot.interact(() -> workplace.desk().data().add(folder));
        Looks.until(() -> robot.lookup("#check-shapes").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#check-shapes").queryButton().fire());
        Looks.until(() -> robot.lookup("#check-verdict").tryQuery().isPresent());
        assertEquals(
                "1 file cannot be used",
                robot.lookup("#check-verdict").queryAs(Label.class).getText());
        @SuppressWarnings("unchecked")
        ListView<String> findings = robot.lookup("#check-findings").queryAs(ListView.class);
        assertTrue(findings.getItems().stream().anyMatch(line -> line.contains("broken.png")));
        Looks.shoot(window.scene(), "data-check");
        robot.clickOn("#check-close");
        assertNotEquals(true, robot.lookup("#check-sheet").query().isVisible(), "closed");
    }

    @Test
    void a_set_behind_a_login_says_how_to_get_it() throws Exception {
        open(false, "en");
        robot.interact(() -> robot.lookup("#get-cityscapes").queryButton().fire());
        Looks.until(() -> workplace.desk().data().problem().get().isPresent()
                && workplace.desk().data().loading().get().isEmpty());
        Label said = robot.lookup("#gallery .setting-message").queryAs(Label.class);
        assertEquals(
                "Its authors ask for a form or a login first. Get it by hand from https://www.cityscapes-dataset.com, "
                        + "put it into a folder and choose that folder.",
                said.getText());
    }
}
