package org.fedlens.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.settings.Entry;
import org.fedlens.text.Problem;

/** The settings of the split: those of the setup panel, bound to the same draft, and what is wrong with them. */
final class SplitCard extends VBox {
    private static final String PARTITION = "partition.";
    private static final String MOVES = "partition.moves";

    private final Desk desk;
    private final SettingNames names;
    private final Map<String, SettingControl> controls = new LinkedHashMap<>();
    private final FlowPane line = new FlowPane(16, 8);
    private final Label message = new Label();
    private List<String> structure = List.of();

    SplitCard(Desk desk) {
        this.desk = desk;
        this.names = new SettingNames(desk.surroundings());
        setId("split-card");
        getStyleClass().addAll("card", "split-card");
        message.getStyleClass().add("setting-message");
        message.setWrapText(true);
        // As wide as the card, however long it is: it must not push its neighbours together.
        message.setPrefWidth(1);
        message.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(line, message);
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> refresh()));
    }

    private void refresh() {
        Sheet sheet = desk.draft().sheet();
        List<Entry> entries = new ArrayList<>();
        sheet.entries().stream().filter(SplitCard::shown).forEach(entries::add);
        sheet.entry("seed").ifPresent(entries::add);
        entries.sort(Comparator.comparingInt(SplitCard::rank));
        List<String> now = entries.stream()
                .map(entry -> entry.path() + entry.getClass().getSimpleName())
                .toList();
        if (!now.equals(structure)) {
            structure = now;
            controls.clear();
            line.getChildren().setAll(entries.stream().map(this::field).toList());
        }
        entries.forEach(entry -> {
            SettingControl control = controls.get(entry.path());
            control.show(entry);
            control.mark(sheet.problem(entry.path()).isPresent());
            control.focusTarget().setAccessibleText(names.label(entry) + ", " + control.said());
        });
        String said = sheet.problems().stream().findFirst().map(this::said).orElse("");
        message.setText(said);
        message.setVisible(!said.isEmpty());
        message.setManaged(!said.isEmpty());
    }

    /** The choice, what slides, how many clients, the seed; then the rest. */
    private static int rank(Entry entry) {
        if (entry instanceof Entry.Choice) {
            return 0;
        }
        Entry.Scalar scalar = (Entry.Scalar) entry;
        boolean own = !List.of("PartitionSettings", "FeatureSkew")
                .contains(scalar.field().owner());
        if (own && SliderControl.suits(scalar)) {
            return 1;
        }
        return switch (entry.path()) {
            case "partition.clients" -> 2;
            case "seed" -> 3;
            default -> own ? 4 : 5;
        };
    }

    private static boolean shown(Entry entry) {
        return entry.path().startsWith(PARTITION) && !entry.path().equals(MOVES);
    }

    private String said(Problem problem) {
        return desk.surroundings().words().say(problem.said());
    }

    private Region field(Entry entry) {
        SettingControl control = SettingControl.of(desk, entry);
        controls.put(entry.path(), control);
        Label name = new Label(names.label(entry));
        name.getStyleClass().add("secondary");
        name.setLabelFor(control.focusTarget());
        name.setMinWidth(Region.USE_PREF_SIZE);
        String help = names.help(entry);
        if (!help.isEmpty()) {
            name.setTooltip(new Tooltip(help));
        }
        control.focusTarget().setId("split-" + entry.path());
        HBox place = new HBox(control.node());
        HBox.setHgrow(control.node(), Priority.ALWAYS);
        place.setAlignment(Pos.CENTER_LEFT);
        place.setMinHeight(28);
        VBox field = new VBox(6, name, place);
        field.setPrefWidth(control instanceof SliderControl ? 224 : entry instanceof Entry.Choice ? 176 : 84);
        return field;
    }
}
