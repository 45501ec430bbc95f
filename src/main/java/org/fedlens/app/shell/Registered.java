package org.fedlens.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fedlens.app.kit.Command;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.DialogKey;
import org.fedlens.app.kit.DialogSheet;
import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.Navigation;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;

/** What the features of one generation have registered; pages and dialogs are made when they are first asked for. */
final class Registered implements Feature.Registry {
    private final Navigation navigation;
    private final Map<PageKey, Supplier<Page>> pages = new LinkedHashMap<>();
    private final Map<PageKey, Page> madePages = new LinkedHashMap<>();
    private final Map<DialogKey, Supplier<DialogSheet>> dialogs = new LinkedHashMap<>();
    private final Map<DialogKey, DialogSheet> madeDialogs = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Supplier<List<Command>>> searched = new ArrayList<>();

    Registered(Navigation navigation) {
        this.navigation = navigation;
    }

    @Override
    public void page(PageKey key, Supplier<Page> page) {
        pages.put(key, page);
        CommandSpec spec = CommandSpec.of(CommandSpec.Topic.VIEW, key.key(), "Shortcut+" + pages.size());
        commands.add(pages.size() - 1, spec.does(() -> navigation.open(key)));
    }

    @Override
    public void dialog(DialogKey key, Supplier<DialogSheet> dialog) {
        dialogs.put(key, dialog);
    }

    @Override
    public void command(Command command) {
        commands.add(command);
    }

    @Override
    public void searched(Supplier<List<Command>> more) {
        searched.add(more);
    }

    List<PageKey> pages() {
        return List.copyOf(pages.keySet());
    }

    Page page(PageKey key) {
        return madePages.computeIfAbsent(key, missing -> pages.get(missing).get());
    }

    DialogSheet dialog(DialogKey key) {
        return madeDialogs.computeIfAbsent(key, missing -> dialogs.get(missing).get());
    }

    /** All commands that have a fixed place, by topic, the pages before the others. */
    List<Command> commands() {
        return Stream.of(CommandSpec.Topic.values())
                .flatMap(topic ->
                        commands.stream().filter(command -> command.spec().topic() == topic))
                .toList();
    }

    /** All commands that can be searched for. */
    List<Command> searched() {
        List<Command> found = new ArrayList<>(commands());
        searched.forEach(more -> found.addAll(more.get()));
        return found;
    }
}
