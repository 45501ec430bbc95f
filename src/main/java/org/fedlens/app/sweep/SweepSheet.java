package org.fedlens.app.sweep;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.fedlens.app.kit.DialogSheet;
import org.fedlens.app.shell.Desk;

/** The dialog of sweeps: one side puts one together, the other shows the queue and what came out. */
final class SweepSheet extends DialogSheet {
    private final BooleanProperty queue = new SimpleBooleanProperty();

    SweepSheet(Desk desk) {
        super(desk, desk.say("ui.sweep.title"), desk.say("ui.sweep.subtitle"));
        setId("sweep-sheet");
        SweepPlanPane plan = new SweepPlanPane(desk, this::close, () -> queue.set(true));
        SweepQueuePane jobs = new SweepQueuePane(desk);
        plan.visibleProperty().bind(queue.not());
        jobs.visibleProperty().bind(queue);
        ToggleButton first = new ToggleButton(desk.say("ui.sweep.tab.plan"));
        ToggleButton second = new ToggleButton();
        first.setId("sweep-tab-plan");
        second.setId("sweep-tab-queue");
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton tab : new ToggleButton[] {first, second}) {
            tab.setToggleGroup(group);
            tab.setMinWidth(ToggleButton.USE_PREF_SIZE);
            tab.setOnAction(action -> {
                tab.setSelected(true);
                queue.set(tab == second);
            });
        }
        queue.subscribe(on -> group.selectToggle(on ? second : first));
        desk.ties()
                .add(desk.sweeps()
                        .revision()
                        .subscribe(revision -> second.setText(desk.say(
                                "ui.sweep.tab.queue", desk.sweeps().jobs().size()))));
        HBox tabs = new HBox(first, second);
        tabs.getStyleClass().add("segmented");
        tools().getChildren().add(tabs);
        fill(new StackPane(plan, jobs));
    }

    @Override
    void shown() {
        desk().sweepDraft().open();
        desk().sweeps().open();
    }
}
