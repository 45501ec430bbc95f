package org.fedlens.app.setup;

import java.util.Locale;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.text.Words;

/**
 * What a closed group says of itself, so that the whole experiment reads in seven lines.
 *
 * @param context words
 * @param sheet the setup
 */
public record SetupSummary(SetupContext context, SetupSnapshot sheet) {
    private static final String DOT = " \u00b7 ";

    String of(SetupGroup.Kind kind) {
        SettingNames names = new SettingNames(context.environment());
        return switch (kind) {
            case DATA -> data();
            case PARTITION ->
                context.say("ui.map.clients", (int) sheet.number("partition.clients", 0))
                        + DOT
                        + names.choice(sheet.value("partition.scheme"))
                        + alpha();
            case MODEL -> names.choice(sheet.value("model.name")) + parameters();
            case ALGORITHM -> names.choice(sheet.value("algorithm.name"));
            case TRAINING ->
                context.say(
                        sheet.number("training.localEpochs", 0) == 1
                                ? "ui.summary.training.one"
                                : "ui.summary.training",
                        (int) sheet.number("training.rounds", 0),
                        (int) sheet.number("training.localEpochs", 0));
            case SYSTEM -> system();
            case DEVICE ->
                context.say(
                        "ui.summary.device",
                        device(context.environment(), context.state().device().get()),
                        workers(context.state().workers().get()));
        };
    }

    /** Clients trained at once: what was chosen, or one for each core. */
    public static int workers(int chosen) {
        return chosen > 0 ? chosen : Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    /** What a device is called on the screen: Processor, GPU 0. */
    public static String device(UiEnvironment environment, String name) {
        return name.isEmpty() || name.equals("cpu")
                ? environment.say("ui.device.cpu")
                : name.replace(':', ' ').toUpperCase(Locale.ROOT);
    }

    private String data() {
        String source = sheet.value("data.source");
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        int total = context.draft().federationProperty().get().total();
        return total == 0 ? name : name + DOT + Words.count(total);
    }

    private String alpha() {
        String alpha = sheet.value("partition.alpha");
        return alpha.isEmpty() ? "" : " " + alpha;
    }

    private String parameters() {
        long parameters = context.run().parameters();
        return parameters == 0 || !context.run().phase().active()
                ? ""
                : DOT + String.format(Locale.ROOT, "%.2f M", parameters / 1e6);
    }

    private String system() {
        double share = sheet.number("system.dropOut", 0);
        return share == 0
                ? context.say("ui.summary.steady")
                : context.say(
                        "ui.summary.dropOut", context.environment().figures().wholePercent(share));
    }
}
