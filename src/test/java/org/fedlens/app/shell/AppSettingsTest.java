package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppSettingsTest {
    @TempDir
    Path home;

    @Test
    void what_was_saved_is_there_at_the_next_start() throws IOException {
        AppSettings saved = new AppSettings(1300, 800, 350, true, "zh-CN", true, 3, true, "DATA", 0.4, 1.5);
        saved.save(home);
        assertEquals(saved, AppSettings.load(home));
        WindowState screen = WindowState.of(AppSettings.load(home));
        assertEquals(350, screen.setupWidth().get());
        assertEquals(0.4, screen.mapShare().get());
    }

    @Test
    void a_file_of_an_earlier_version_or_none_gives_sound_values() throws IOException {
        assertEquals(1440, AppSettings.load(home).width());
        Files.writeString(home.resolve("window.json"), "{\"width\": 100, \"height\": 1000, \"scale\": 7, \"odd\": 1}");
        AppSettings read = AppSettings.load(home);
        assertEquals(AppSettings.LEAST_WIDTH, read.width());
        assertEquals(1000, read.height());
        assertEquals(2, read.scale());
        assertEquals(AppSettings.MAP_SHARE, read.mapShare());
        assertEquals("", read.view(), "no page is wanted, so the workbench is shown");
        Files.writeString(home.resolve("window.json"), "{");
        assertEquals(AppSettings.standard(), AppSettings.load(home));
    }

    @Test
    void sizes_go_in_steps_and_end_at_double() {
        assertEquals(1.25, Zoom.step(1, 1));
        assertEquals(2, Zoom.step(2, 1));
        assertEquals(1, Zoom.step(1.25, -1));
        assertEquals(1, Zoom.nearest(Double.NaN));
    }
}
