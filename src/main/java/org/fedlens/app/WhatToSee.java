package org.fedlens.app;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.text.Words;

/**
 * What to look for in a ready experiment and what to try next, in a few sentences. Hidden where nobody has written any.
 */
final class WhatToSee extends VBox {
    private final Label saying = new Label();

    WhatToSee(Desk desk) {
        setId("what-to-see");
        getStyleClass().addAll("inset-note", "what-to-see");
        Label title = new Label(desk.say("ui.preset.see"));
        title.getStyleClass().add("what-to-see-title");
        saying.setWrapText(true);
        saying.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, saying);
        desk.ties().add(desk.draft().presetProperty().subscribe(used -> {
            Optional<String> said =
                    used.flatMap(preset -> of(preset, desk.surroundings().words()));
            saying.setText(said.orElse(""));
            setVisible(said.isPresent());
            setManaged(said.isPresent());
        }));
    }

    /** The sentences on a ready experiment in the user's language, by its name. */
    static Optional<String> of(Preset preset, Words words) {
        String key = "preset.see." + preset.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.knows(key) ? Optional.of(words.say(key)) : Optional.empty();
    }
}
