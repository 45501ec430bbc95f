package org.fedlens.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    @Test
    void rows_end_in_a_line_feed_and_quotes_stand_where_they_are_needed() {
        CsvText rows = CsvText.plain().head(List.of("round", "scope, or client", "value"));
        rows.row(1, "global", "0.25")
                .row(-2, "a \"b\"", 1.5)
                .row(3, "two\nlines", "")
                .row(4, "plain", Double.NaN);
        assertEquals(
                """
                round,"scope, or client",value
                1,global,0.25
                -2,"a ""b""\",1.5
                3,"two
                lines",
                4,plain,NaN
                """,
                rows.toString());
    }

    @Test
    void every_text_may_have_quotes_and_no_number_has() {
        CsvText rows = CsvText.withTextsQuoted().head(List.of("case", "mean"));
        rows.row("FedAvg", 0.5).row("say \"so\"", OptionalDouble.empty()).row("", OptionalDouble.of(1e-9));
        assertEquals("case,mean\n\"FedAvg\",0.5\n\"say \"\"so\"\"\",\n\"\",1.0E-9\n", rows.toString());
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        List<String> names = List.of("", " ", "#", "é,", "\"", "a\r\nb", "天", "line\n");
        CsvText rows = CsvText.plain();
        names.forEach(name -> rows.row(name, name));
        try (var parser = CsvText.FORMAT.parse(new StringReader(rows.toString()))) {
            assertEquals(
                    names.stream().map(name -> List.of(name, name)).toList(),
                    parser.stream().map(record -> record.toList()).toList());
        }
    }
}
