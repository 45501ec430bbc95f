package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fedlens.text.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "NaN,\u2013,\u2013",
        "42.3,43 s,43 秒",
        "59.5,1 min,1 分钟",
        "87,2 min,2 分钟",
        "120,2 min,2 分钟",
        "3601,1 h 00 min,1 小时 00 分"
    })
    void what_is_still_to_come_is_told_in_whole_minutes(double seconds, String english, String chinese) {
        assertEquals(english, new Figures(Words.ENGLISH).remaining(seconds));
        assertEquals(chinese, new Figures(Words.forTag("zh-CN")).remaining(seconds));
    }
}
