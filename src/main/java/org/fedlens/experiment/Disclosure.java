package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fedlens.federated.Attack;
import org.fedlens.federated.Compression;
import org.fedlens.federated.Privacy;
import org.fedlens.federated.Secrecy;
import org.fedlens.federated.Traffic;
import org.fedlens.settings.Named;
import org.fedlens.text.Text;
import org.fedlens.training.Heads;
import org.fedlens.training.Need;
import org.fedlens.training.Objective;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;

/**
 * What leaves each client in a run, in sentences: worked out from the parts of the method and the settings of the way,
 * never from a method's name, so that it is right for a method that is added tomorrow.
 *
 * @param lines in the order in which a person should read them
 */
public record Disclosure(List<Line> lines) {
    /** What a sentence is about. */
    public enum About {
        /** What a client sends. */
        LEAVES,
        /** What is done to it on the way. */
        ALTERED,
        /** What never leaves the client. */
        STAYS,
        /** What the server can read of it. */
        READ
    }

    /** One sentence. */
    public record Line(About about, Text what) {}

    public Disclosure {
        lines = List.copyOf(lines);
    }

    /** The sentences for an experiment. */
    public static Disclosure of(Experiment experiment) {
        List<Line> lines = new ArrayList<>();
        Traffic up = experiment.algorithm().exchange().up();
        if (up.pools()) {
            lines.add(new Line(About.LEAVES, Text.of("disclosure.images")));
            lines.add(new Line(About.READ, Text.of("disclosure.everything")));
            return new Disclosure(lines);
        }
        Objective objective = experiment.algorithm().objective();
        Set<Part> parts = parts(objective.heads());
        boolean sends = parts.stream().anyMatch(part -> carries(up, part, Kind.TRAINED));
        if (sends) {
            leaves(lines, up, parts, objective);
            altered(lines, experiment);
        } else {
            lines.add(new Line(About.LEAVES, Text.of("disclosure.nothing")));
        }
        stays(lines, experiment, parts);
        read(lines, experiment, sends);
        return new Disclosure(lines);
    }

    /** The sentences about one thing. */
    public List<Text> about(About about) {
        return lines.stream()
                .filter(line -> line.about == about)
                .map(Line::what)
                .toList();
    }

    /** The parts that the network of a method has. */
    private static Set<Part> parts(Heads heads) {
        Set<Part> parts = EnumSet.of(Part.BACKBONE);
        heads.projector().ifPresent(projector -> parts.add(Part.PROJECTOR));
        heads.predictor().ifPresent(predictor -> parts.add(Part.PREDICTOR));
        if (heads.classifier()) {
            parts.add(Part.HEAD);
        }
        if (heads.target()) {
            parts.add(Part.TARGET);
        }
        return parts;
    }

    private static boolean carries(Traffic up, Part part, Kind kind) {
        return up.carries(new Slot("any", part, kind, List.of(1)));
    }

    private static void leaves(List<Line> lines, Traffic up, Set<Part> parts, Objective objective) {
        names(parts, up, true)
                .ifPresent(names -> lines.add(new Line(About.LEAVES, Text.of("disclosure.weights", names))));
        if (carries(up, Part.BACKBONE, Kind.RUNNING)) {
            lines.add(new Line(About.LEAVES, Text.of("disclosure.statistics")));
        }
        for (String name : objective.sends()) {
            lines.add(new Line(About.LEAVES, Text.of("disclosure.sent", name)));
        }
        lines.add(new Line(About.LEAVES, Text.of("disclosure.counts")));
    }

    /** The parts that travel, or do not, as one list of words. */
    private static Optional<Text> names(Set<Part> parts, Traffic up, boolean travel) {
        return parts.stream()
                .filter(part -> carries(up, part, Kind.TRAINED) == travel)
                .map(part -> Text.of("disclosure.part." + part.name().toLowerCase(Locale.ROOT)))
                .reduce((some, next) -> Text.of("disclosure.and", some, next));
    }

    private static void altered(List<Line> lines, Experiment experiment) {
        Compression compression = experiment.system().compression();
        if (!compression.idle()) {
            lines.add(new Line(About.ALTERED, Text.of("disclosure.compressed", choice(compression))));
        }
        experiment.algorithm().aggregator().privacy().ifPresent(privacy -> {
            lines.add(new Line(About.ALTERED, Text.of("disclosure.clipped", privacy.clip())));
            if (privacy.noise() > 0) {
                lines.add(new Line(About.ALTERED, Text.of("disclosure.noised", privacy.noise())));
            }
        });
        Secrecy secrecy = experiment.system().secrecy();
        if (!secrecy.idle()) {
            lines.add(new Line(About.ALTERED, Text.of("disclosure.secrecy." + named(secrecy))));
        }
        Attack attack = experiment.system().attack();
        if (attack.attackers() > 0) {
            lines.add(new Line(About.ALTERED, Text.of("disclosure.attack", attack.attackers(), choice(attack))));
        }
    }

    private static void stays(List<Line> lines, Experiment experiment, Set<Part> parts) {
        Objective objective = experiment.algorithm().objective();
        Traffic up = experiment.algorithm().exchange().up();
        lines.add(new Line(About.STAYS, Text.of("disclosure.stays.images")));
        lines.add(new Line(About.STAYS, Text.of("disclosure.stays.steps")));
        if (up.carries(new Slot("any", Part.BACKBONE, Kind.TRAINED, List.of(1)))) {
            names(parts, up, false)
                    .ifPresent(names -> lines.add(new Line(About.STAYS, Text.of("disclosure.stays.parts", names))));
            if (!carries(up, Part.BACKBONE, Kind.NORM)) {
                lines.add(new Line(About.STAYS, Text.of("disclosure.stays.norms")));
            }
        }
        if (experiment.algorithm().keepsOwn()) {
            lines.add(new Line(About.STAYS, Text.of("disclosure.stays.own")));
        }
        boolean remembers =
                !objective.keeps().isEmpty() || objective.needs().stream().anyMatch(Need.Kept.class::isInstance);
        if (remembers) {
            lines.add(new Line(About.STAYS, Text.of("disclosure.stays.memory")));
        }
        if (experiment.system().compression().feedsBack()) {
            lines.add(new Line(About.STAYS, Text.of("disclosure.stays.residual")));
        }
    }

    private static void read(List<Line> lines, Experiment experiment, boolean sends) {
        Secrecy secrecy = experiment.system().secrecy();
        if (sends) {
            boolean hidden = !secrecy.idle();
            lines.add(new Line(About.READ, Text.of(hidden ? "disclosure.read.sum" : "disclosure.read.each")));
        }
        Optional<Privacy> privacy = experiment.algorithm().aggregator().privacy();
        if (privacy.filter(promise -> promise.noise() > 0).isPresent()) {
            lines.add(new Line(About.READ, Text.of("disclosure.read.private")));
        } else if (sends && secrecy.idle()) {
            lines.add(new Line(About.READ, Text.of("disclosure.read.inverted")));
        }
        if (experiment.evaluation().clients()) {
            lines.add(new Line(About.READ, Text.of("disclosure.read.simulation")));
        }
    }

    private static String named(Object part) {
        return part.getClass().getAnnotation(Named.class).value();
    }

    private static Text choice(Object part) {
        return Text.of("choice." + named(part));
    }
}
