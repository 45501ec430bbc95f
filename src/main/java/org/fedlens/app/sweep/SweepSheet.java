package org.fedlens.app.sweep;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.DialogKey;
import org.fedlens.app.kit.DialogSheet;

/** The dialog of sweeps: one side puts one together, the other shows the queue and what came out. */
public final class SweepSheet extends DialogSheet {
    /** By what it is opened. */
    public static final DialogKey DIALOG = new DialogKey("sweep");

    /** What opening it is called. */
    public static final CommandSpec OPEN = CommandSpec.of(Topic.RUN, "ui.sweep.tip", "Shortcut+Shift+R");

    private final SweepContext context;

    private final BooleanProperty queue = new SimpleBooleanProperty();

    public SweepSheet(SweepContext context) {
        super(context.view(), context.say("ui.sweep.title"), context.say("ui.sweep.subtitle"));
        this.context = context;
        setId("sweep-sheet");
        SweepPlanPane plan = new SweepPlanPane(context, this::close, () -> queue.set(true));
        SweepQueuePane jobs = new SweepQueuePane(context);
        plan.visibleProperty().bind(queue.not());
        jobs.visibleProperty().bind(queue);
        ToggleButton first = new ToggleButton(context.say("ui.sweep.tab.plan"));
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
        context.keep(context.sweeps()
                .revision()
                .subscribe(revision -> second.setText(context.say(
                        "ui.sweep.tab.queue", context.sweeps().jobs().size()))));
        HBox tabs = new HBox(first, second);
        tabs.getStyleClass().add("segmented");
        tools().getChildren().add(tabs);
        fill(new StackPane(plan, jobs));
    }

    @Override
    public void shown() {
        context.sweepDraft().open();
        context.sweeps().open();
    }
}
