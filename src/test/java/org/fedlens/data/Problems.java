package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.junit.jupiter.api.function.Executable;

/** Expects problems: where they are, why, and that both languages have words for them. */
public final class Problems {
    private Problems() {}

    public static Problem expect(Object where, String reason, Executable action) {
        Problem problem = assertThrows(Problem.class, action);
        assertEquals(reason, problem.reason().key(), problem::getMessage);
        assertEquals(where.toString(), problem.where(), problem::getMessage);
        for (String language : List.of("en", "zh-CN")) {
            String said = problem.say(Words.forTag(language));
            assertTrue(said.startsWith(where.toString()), said);
            assertFalse(said.contains("{") || said.contains("null"), said);
        }
        return problem;
    }
}
