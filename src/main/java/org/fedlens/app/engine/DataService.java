package org.fedlens.app.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.fedlens.data.download.Download;
import org.fedlens.data.download.PublicSet;
import org.fedlens.data.source.DataReport;

/** What the Data view needs of the data themselves. Nothing here is called on the window's thread. */
public interface DataService {
    /** Data sets that are there: built in, named by ready experiments, or added by the user. */
    List<String> sources();

    /**
     * A look at one of them.
     *
     * @throws org.fedlens.text.Problem if it cannot be read
     */
    DataCard card(String source, Path base);

    /**
     * How the images would be dealt out.
     *
     * @throws org.fedlens.text.Problem if the data cannot be read or not be split so
     */
    LabelDistribution deal(Map<String, Object> tree, Path base);

    /**
     * Some images of one client.
     *
     * @param label of this class only, -1 for any
     * @param turn another number shows others
     * @param most how many at most
     */
    List<Thumbnail> images(Map<String, Object> tree, Path base, int client, int label, int turn, int most);

    /**
     * Looks at every file.
     *
     * @throws org.fedlens.text.Problem if there is nothing known to look at
     */
    DataReport check(String source, Path base);

    /**
     * Adds a folder to the sources.
     *
     * @throws org.fedlens.text.Problem if it holds nothing known
     */
    void add(Path folder);

    /** Public sets that are not on this computer yet. */
    List<PublicSet> offered();

    /**
     * Loads a public set; afterwards it is one of the sources.
     *
     * @param cancelled asked now and then
     * @return what an experiment would name
     * @throws org.fedlens.text.Problem if it cannot be loaded
     * @throws org.fedlens.data.download.DownloadCancelled if {@code cancelled} says so
     */
    String get(PublicSet set, Download.Progress progress, BooleanSupplier cancelled);

    /**
     * Keeps a setup among the ready ones.
     *
     * @throws org.fedlens.text.Problem if it cannot be written
     */
    Preset keep(String name, Map<String, Object> tree, Path base);
}
