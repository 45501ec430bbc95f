package org.fedlens.app.shell;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the window remembers from one start to the next. A file that cannot be read counts as none.
 *
 * @param width of the window
 * @param height of the window
 * @param setup width of the setup panel
 * @param dark theme
 * @param language tag
 * @param reduceMotion true to replace movement by changes of state
 * @param workers clients trained at once, 0 for automatic
 * @param maximized true if the window filled its screen
 * @param view name of the view that was shown, empty for the first
 * @param mapShare share of the workbench's height that the map has
 * @param scale of everything in the window, 1 for 100 %
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppSettings(
        double width,
        double height,
        double setup,
        boolean dark,
        String language,
        boolean reduceMotion,
        int workers,
        boolean maximized,
        String view,
        double mapShare,
        double scale) {
    public static final double LEAST_WIDTH = 1180;
    public static final double LEAST_HEIGHT = 720;
    /** 352 of 784 pixels for the map, and half of the gap. */
    public static final double MAP_SHARE = 360.0 / 784;

    private static final String FILE = "window.json";

    public AppSettings {
        width = Math.max(LEAST_WIDTH, width);
        height = Math.max(LEAST_HEIGHT, height);
        setup = Math.max(280, Math.min(400, setup));
        language = language == null ? "en" : language;
        workers = Math.max(0, Math.min(16, workers));
        view = view == null ? "" : view;
        mapShare = mapShare > 0 && mapShare < 1 ? mapShare : MAP_SHARE;
        scale = Zoom.nearest(scale);
    }

    /** Nothing is known but size and looks. */
    public AppSettings(
            double width,
            double height,
            double setup,
            boolean dark,
            String language,
            boolean reduceMotion,
            int workers) {
        this(width, height, setup, dark, language, reduceMotion, workers, false, "", MAP_SHARE, 1);
    }

    /** How the window starts for the first time: in the system's language. */
    public static AppSettings standard() {
        String language = Locale.getDefault().getLanguage().equals("zh") ? "zh-CN" : "en";
        return new AppSettings(1440, 900, 320, false, language, false, 0);
    }

    public static AppSettings load(Path home) {
        Path file = home.resolve(FILE);
        try {
            return Files.exists(file) ? new ObjectMapper().readValue(file.toFile(), AppSettings.class) : standard();
        } catch (IOException e) {
            return standard();
        }
    }

    /** @throws IOException if the folder cannot be written */
    public void save(Path home) throws IOException {
        Files.createDirectories(home);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(home.resolve(FILE).toFile(), this);
    }
}
