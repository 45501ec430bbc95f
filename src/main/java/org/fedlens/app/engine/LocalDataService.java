package org.fedlens.app.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.fedlens.data.DataSet;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.download.Download;
import org.fedlens.data.download.PublicSet;
import org.fedlens.data.download.PublicSets;
import org.fedlens.data.partition.Partition;
import org.fedlens.data.source.DataCheck;
import org.fedlens.data.source.DataReport;
import org.fedlens.data.source.DataSources;
import org.fedlens.experiment.settings.DataSettings;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.settings.PartitionSettings;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Data on this computer. What was opened and dealt last is kept, so that a slider need not wait for files. */
public final class LocalDataService implements DataService {
    private static final int SAMPLES = 8;
    /** A step through the images that meets many classes even where files are sorted by class. */
    private static final int STRIDE = 7919;

    private final Path home;
    private Optional<Opened> opened = Optional.empty();
    private Optional<Dealt> dealt = Optional.empty();

    private record Opened(DataSettings settings, Path base, long seed, DataSet data) {}

    private record Dealt(DataSet data, PartitionSettings settings, Path base, long seed, Partition partition) {}

    /** @param home where folders and presets of the user are remembered */
    public LocalDataService(Path home) {
        this.home = home;
    }

    @Override
    public List<String> sources() {
        Set<String> sources = new LinkedHashSet<>(new DataSources(home).builtIn());
        for (Preset preset : presets()) {
            if (preset.tree().get("data") instanceof Map<?, ?> data && data.get("source") instanceof String source) {
                Path folder = preset.base().resolve(source).normalize();
                if (Files.isDirectory(folder)) {
                    sources.add(folder.toString());
                }
            }
        }
        PublicSets.all().stream()
                .filter(set -> Files.isDirectory(place(set)))
                .map(set -> place(set).resolve(set.inside()).normalize().toString())
                .forEach(sources::add);
        sources.addAll(added());
        return List.copyOf(sources);
    }

    @Override
    public List<PublicSet> offered() {
        return PublicSets.all().stream()
                .filter(set -> !Files.isDirectory(place(set)))
                .toList();
    }

    @Override
    public String get(PublicSet set, Download.Progress progress, BooleanSupplier cancelled) {
        Path folder = Download.load(set, place(set), progress, cancelled);
        return folder.normalize().toString();
    }

    private Path place(PublicSet set) {
        return home.resolve("data").resolve(set.id()).toAbsolutePath();
    }

    private List<String> added() {
        Path list = folders();
        try {
            return Files.exists(list) ? Files.readAllLines(list, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new Problem(list.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
    }

    private Path folders() {
        return home.resolve("folders.txt");
    }

    @Override
    public void add(Path folder) {
        String added = folder.toAbsolutePath().normalize().toString();
        new DataSources(folder).require(added);
        List<String> all = new ArrayList<>(added());
        if (!all.contains(added)) {
            all.add(added);
            write(folders(), String.join("\n", all) + "\n");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Problem(file.toString(), Text.of("run.readOnly"), Text.of("run.otherFolder"), e);
        }
    }

    /** The ready experiments, then those the user kept. */
    List<Preset> presets() {
        List<Preset> all = new ArrayList<>(ReadyExperiments.load());
        all.addAll(ReadyExperiments.in(home.resolve("presets")));
        return all;
    }

    @Override
    public Preset keep(String name, Map<String, Object> tree, Path base) {
        Map<String, Object> kept = new LinkedHashMap<>(tree);
        kept.put("name", name);
        Experiment experiment = ExperimentFile.require(kept);
        String source = experiment.data().source();
        if (!new DataSources(base).builtIn().contains(source)) {
            kept = ExperimentFile.with(
                    kept, "data.source", base.resolve(source).normalize().toString());
        }
        String file = name.strip().replaceAll("[^\\p{L}\\p{N}-]+", "-");
        Path place = home.resolve("presets").resolve((file.isEmpty() ? "split" : file) + ".yaml");
        write(place, ExperimentFile.yaml(ExperimentFile.require(kept)));
        return new Preset(name, kept, place.getParent());
    }

    @Override
    public DataCard card(String source, Path base) {
        DataSet data = new DataSources(base).open(source, 0, 0, 1);
        List<Thumbnail> samples = new ArrayList<>();
        LabelledImages train = data.train();
        for (int k = 0; k < Math.min(SAMPLES, train.count()); k++) {
            samples.add(thumb(train, (int) ((long) k * STRIDE % train.count())));
        }
        return new DataCard(source, data.name(), train.count(), data.classes().size(), samples);
    }

    private static Thumbnail thumb(LabelledImages images, int index) {
        Images pixels = images.images();
        byte[] planes = new byte[pixels.shape().size()];
        pixels.copy(index, planes, 0);
        Thumbnail plain = Thumbnail.of(
                planes,
                pixels.shape().channels(),
                pixels.shape().height(),
                pixels.shape().width(),
                images.labels().of(index));
        if (images.masks().isEmpty()) {
            return plain;
        }
        byte[] mask = new byte[plain.width() * plain.height()];
        images.masks().get().pixels().copy(index, mask, 0);
        return plain.under(mask, images.labels().classes());
    }

    @Override
    public LabelDistribution deal(Map<String, Object> tree, Path base) {
        Dealt now = dealt(ExperimentFile.require(tree), base);
        LabelledImages train = now.data().train();
        Partition partition = now.partition();
        // Scenes count for every class they show, as far as the client sees it.
        int[][] counts = train.masks().isEmpty()
                ? partition.histograms(train.labels())
                : IntStream.range(0, partition.clients())
                        .mapToObj(client -> partition
                                .seen(client, train.subset(partition.indices(client)))
                                .histogram())
                        .toArray(int[][]::new);
        return new LabelDistribution(
                now.data().classes(),
                Arrays.stream(counts)
                        .map(own -> Arrays.stream(own).boxed().toList())
                        .toList());
    }

    @Override
    public List<Thumbnail> images(Map<String, Object> tree, Path base, int client, int label, int turn, int most) {
        Dealt now = dealt(ExperimentFile.require(tree), base);
        if (client >= now.partition().clients()) {
            return List.of();
        }
        LabelledImages train = now.data().train();
        int[] all = now.partition().indices(client);
        LabelledImages seen = now.partition().seen(client, train.subset(all));
        int[] own = IntStream.range(0, all.length)
                .filter(place -> label < 0 || seen.shows(place, label))
                .toArray();
        int shown = Math.min(most, own.length);
        int[] places = IntStream.range(0, shown)
                .map(k -> own[(int) (((long) turn * shown + k) % own.length)])
                .boxed()
                .sorted(Comparator.comparingInt(place -> seen.labels().of(place)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = Arrays.stream(places).map(place -> all[place]).toArray();
        LabelledImages some = new LabelledImages(
                now.settings()
                        .features()
                        .seen(
                                train.subset(numbers).images(),
                                numbers,
                                client,
                                now.partition().clients(),
                                now.seed()),
                seen.labels().subset(places),
                seen.masks().isEmpty() ? Optional.empty() : seen.subset(places).masks());
        return IntStream.range(0, places.length)
                .mapToObj(index -> thumb(some, index))
                .toList();
    }

    @Override
    public DataReport check(String source, Path base) {
        return DataCheck.of(base.resolve(source).normalize());
    }

    private synchronized Dealt dealt(Experiment experiment, Path base) {
        DataSet data = open(experiment, base);
        PartitionSettings settings = experiment.partition();
        long seed = experiment.seed();
        Optional<Dealt> known = dealt.filter(last -> last.data() == data
                && last.settings().equals(settings)
                && last.base().equals(base)
                && last.seed() == seed);
        if (known.isEmpty()) {
            Partition partition = settings.deal(data, base, seed);
            known = Optional.of(new Dealt(data, settings, base, seed, partition));
            dealt = known;
        }
        return known.get();
    }

    private DataSet open(Experiment experiment, Path base) {
        DataSettings wanted = experiment.data();
        long seed = experiment.seed();
        Optional<Opened> known = opened.filter(
                last -> last.settings().equals(wanted) && last.base().equals(base) && last.seed() == seed);
        if (known.isEmpty()) {
            DataSet data = wanted.open(base, seed);
            known = Optional.of(new Opened(wanted, base, seed, data));
            opened = known;
        }
        return known.get().data();
    }
}
