package org.fedlens.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.fedlens.data.download.Download;
import org.fedlens.data.download.PublicSet;
import org.fedlens.data.download.PublicSets;
import org.fedlens.data.download.RemoteFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code data get NAME DIR}: loads a public data set, verifies and unpacks it; goes on where it was cut off. */
@Command(name = "get", description = "Loads a public data set.", mixinStandardHelpOptions = true)
final class DataGetCommand implements Callable<Integer> {
    private static final long KILO = 1024;

    @ParentCommand
    private DataCommand data;

    @Parameters(index = "0", paramLabel = "NAME", description = "fashion-mnist, mnist, cifar-10 ...")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where the set's folder is made")
    private Path folder;

    @Override
    public Integer call() {
        Words words = data.root().words();
        List<String> known = PublicSets.all().stream().map(PublicSet::id).toList();
        PublicSet set = PublicSets.named(name)
                .orElseThrow(() -> new Problem(
                        name, Text.of("cli.get.unknown", name), Text.of("cli.get.known", String.join(", ", known))));
        Path loaded;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(set.title())
                .setUnit(" KB", KILO)
                .setInitialMax(0)
                .build()) {
            AtomicReference<RemoteFile> current = new AtomicReference<>();
            loaded = Download.load(
                    set,
                    folder.resolve(set.id()),
                    (file, there, expected) -> {
                        if (!file.equals(current.getAndSet(file))) {
                            bar.setExtraMessage(file.name());
                        }
                        bar.maxHint(Math.max(there, expected));
                        bar.stepTo(there);
                    },
                    () -> false);
        }
        if (!set.verified()) {
            System.out.println(words.say("cli.get.unverified"));
        }
        System.out.println(words.say("cli.get.done", loaded.toString()));
        return CommandLine.DONE;
    }
}
