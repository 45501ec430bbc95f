package org.fedlens.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Text REASON = Text.verbatim("Why.");
    private static final Text REMEDY = Text.verbatim("Mend it.");

    @Test
    void aFileIsNamedWhereverItsProblemIsSaid() {
        Problem file = new Problem("/data/birds", REASON, REMEDY);
        assertEquals("/data/birds: Why. Mend it.", Words.ENGLISH.say(file.said()));
        assertEquals("/data/birds：Why.Mend it.", Words.forTag("zh-CN").say(file.said()));
        Problem elsewhere = new Problem("C:\\data\\birds", REASON, REMEDY);
        assertEquals("C:\\data\\birds: Why. Mend it.", Words.ENGLISH.say(elsewhere.said()));
    }

    @Test
    void aFieldIsNotNamedBesideItself() {
        Problem field = new Problem("partition.alpha", REASON, REMEDY);
        assertEquals("Why. Mend it.", Words.ENGLISH.say(field.said()));
        assertEquals("partition.alpha: Why. Mend it.", field.say(Words.ENGLISH));
    }
}
