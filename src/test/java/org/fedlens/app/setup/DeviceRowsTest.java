package org.fedlens.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.app.shell.Looks;
import org.fedlens.app.shell.WindowContext;
import org.fedlens.app.shell.WindowHand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("window")
class DeviceRowsTest {
    @Test
    void the_panel_says_why_no_gpu_can_be_used_and_offers_one_that_is_found() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            WindowContext context = hand.context();
            Looks.until(() -> !context.setup().state().devices().get().isEmpty());
            Label why = hand.robot().lookup("#device-why").queryAs(Label.class);
            ComboBox<?> device = hand.robot().lookup("#compute-on").queryAs(ComboBox.class);
            assertTrue(why.getText().startsWith("No usable GPU"), why.getText());
            assertTrue(device.isDisabled());
            hand.robot().interact(() -> context.setup().state().devices().set(List.of("cpu", "gpu:0")));
            assertFalse(device.isDisabled());
            assertEquals("cpu", device.getValue());
            assertEquals("GPU 0", SetupSummary.device(context.environment(), "gpu:0"));
            hand.robot().interact(() -> device.getSelectionModel().select(1));
            assertEquals("gpu:0", context.setup().state().device().get());
            Label badge = hand.robot().lookup(".badge").queryAs(Label.class);
            assertEquals("GPU 0", badge.getText());
        }
    }
}
