package org.fedlens.app.shell;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.fedlens.app.kit.FaultModel;
import org.fedlens.log.Fault;

/**
 * One line above everything while there is a fault of ours: what went wrong, and how its trace is copied, found in the
 * log, or put away. It takes no focus by itself.
 */
public final class FaultStrip {
    private final WindowContext context;

    @FXML
    private HBox root;

    @FXML
    private Label sentence;

    @FXML
    private Label others;

    @FXML
    private Button copy;

    public FaultStrip(WindowContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                dismiss();
                event.consume();
            }
        });
        context.keep(faults().shownProperty().subscribe(this::show));
    }

    private FaultModel faults() {
        return context.view().faults();
    }

    private void show(List<Fault> faults) {
        root.setVisible(!faults.isEmpty());
        root.setManaged(!faults.isEmpty());
        if (faults.isEmpty()) {
            return;
        }
        Fault newest = faults.get(faults.size() - 1);
        sentence.setText(
                newest.times() == 1
                        ? context.say("ui.fault.said", newest.name())
                        : context.say("ui.fault.saidAgain", newest.name(), newest.times()));
        int more = faults.size() - 1;
        others.setText(more == 0 ? "" : context.environment().sayCount("ui.fault.others", more));
        others.setManaged(more > 0);
        others.setVisible(more > 0);
        copy.setText(context.say("ui.fault.copy"));
        root.setAccessibleText(sentence.getText());
        root.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    @FXML
    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(faults().details());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(context.say("ui.fault.copied"));
    }

    @FXML
    private void openLog() {
        context.navigation().presenting().set(false);
        context.navigation().logOpen().set(true);
    }

    @FXML
    private void dismiss() {
        boolean focused = FocusRegions.inside(root.getScene().getFocusOwner(), root);
        faults().dismiss();
        if (focused) {
            root.getParent().requestFocus();
        }
    }
}
