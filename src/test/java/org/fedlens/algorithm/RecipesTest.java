package org.fedlens.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.fedlens.settings.Choices;
import org.fedlens.settings.SettingField;
import org.fedlens.training.Algorithm;
import org.junit.jupiter.api.Test;

/** What each method is, key by key as in an experiment file: no change of a standard may change a method unseen. */
class RecipesTest {
    @Test
    void eachMethodHasTheValuesThatAreListed() throws IOException {
        StringBuilder said = new StringBuilder();
        Choices<Algorithm> methods = Catalog.choices();
        for (String name : methods.names()) {
            said.append(name).append('\n');
            methods.values(Catalog.get(name)).forEach((key, value) -> said.append("  ")
                    .append(key)
                    .append(": ")
                    .append(SettingField.spell(value))
                    .append('\n'));
        }
        try (InputStream listed = RecipesTest.class.getResourceAsStream("recipes.txt")) {
            assertEquals(new String(listed.readAllBytes(), StandardCharsets.UTF_8), said.toString());
        }
    }

    @Test
    void aMethodMadeAnewFromItsOwnValuesIsTheSame() {
        Choices<Algorithm> methods = Catalog.choices();
        for (Algorithm method : Catalog.all()) {
            assertEquals(method, methods.create(method.name(), methods.values(method)));
        }
    }
}
