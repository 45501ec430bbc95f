package org.fedlens.algorithm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedlens.federated.Exchange;
import org.fedlens.settings.Form;
import org.fedlens.settings.SettingField;
import org.fedlens.training.Algorithm;
import org.fedlens.training.Objective;

/**
 * Reads and replaces the settings of a method's parts. A method's settings are those of its parts, so a part brings
 * its keys wherever it is used. Two parts with a setting of the same name share its value.
 */
final class Recipe {
    private Recipe() {}

    /** A part with the standards of its settings. */
    static <P extends Record> P part(Class<P> type) {
        return part(type, Map.of());
    }

    /** A part of which some components differ from the standards of its settings, by name; see {@link Form#standard}. */
    static <P extends Record> P part(Class<P> type, Map<String, Object> differing) {
        return Form.standard(type, differing);
    }

    static List<SettingField> fields(Algorithm algorithm) {
        Map<String, SettingField> fields = new LinkedHashMap<>();
        Map<String, Object> values = values(algorithm);
        parts(algorithm).forEach(part -> Form.fields(part.getClass())
                .forEach(field -> fields.putIfAbsent(field.name(), field.withStandard(values.get(field.name())))));
        return List.copyOf(fields.values());
    }

    static Map<String, Object> values(Algorithm algorithm) {
        Map<String, Object> values = new LinkedHashMap<>();
        parts(algorithm).forEach(part -> Form.values(part).forEach(values::putIfAbsent));
        return values;
    }

    static Algorithm with(Algorithm algorithm, Map<String, Object> values) {
        List<Objective> terms = new ArrayList<>();
        algorithm.objective().terms().forEach(term -> terms.add(replaced(term, values)));
        Exchange exchange = algorithm.exchange();
        return algorithm
                .with(replaced(algorithm.supervision(), values))
                .with(terms.stream().reduce(Objective::plus).orElseThrow())
                .with(new Exchange(exchange.up(), replaced(exchange.personalization(), values)))
                .with(replaced(algorithm.budget(), values))
                .with(replaced(algorithm.aggregator(), values));
    }

    private static Stream<Record> parts(Algorithm algorithm) {
        Stream<Object> others = Stream.of(
                algorithm.exchange().personalization(),
                algorithm.budget(),
                algorithm.aggregator(),
                algorithm.supervision());
        return Stream.concat(algorithm.objective().terms().stream(), others).map(Record.class::cast);
    }

    @SuppressWarnings("unchecked")
    private static <P> P replaced(P part, Map<String, Object> values) {
        Record record = (Record) part;
        Map<String, Object> own = new LinkedHashMap<>();
        Form.fields(record.getClass()).forEach(field -> own.put(field.name(), values.get(field.name())));
        return (P) Form.with(record, own);
    }
}
