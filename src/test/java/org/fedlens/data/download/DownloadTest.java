package org.fedlens.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final Download.Progress SILENT = (file, loaded, expected) -> {};

    @TempDir
    private Path folder;

    private HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private byte[] content = new byte[300_000];
    private int cutAfter = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        for (int k = 0; k < content.length; k++) {
            content[k] = (byte) (k * 31 >> 3);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/data.bin");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Serves the content, from where it is asked, and hangs up early where the test wants it. */
    private void answer(HttpExchange exchange) throws IOException {
        String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .orElse("");
        asked.add(range);
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        int end = Math.min(content.length, cutAfter);
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, from, Math.max(0, end - from));
        } catch (IOException hungUp) {
            exchange.close();
        }
    }

    private PublicSet set(String name, byte[] right) throws Exception {
        URI place = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(right));
        RemoteFile file = new RemoteFile(place, 0, Optional.of(Checksum.md5(sum)));
        return new PublicSet("test", "Test", 1, 1, 1, "", URI.create("http://example.org/home"), List.of(file), "");
    }

    private Path load(PublicSet set) {
        return Download.load(set, folder.resolve("set"), SILENT, () -> false);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_file_arrives_whole_and_its_way_is_told() throws Exception {
        List<Long> told = new ArrayList<>();
        Path loaded = Download.load(
                set("data.bin", content), folder.resolve("set"), (file, there, all) -> told.add(there), () -> false);
        assertArrayEquals(content, Files.readAllBytes(loaded.resolve("data.bin")));
        assertEquals(content.length, told.get(told.size() - 1));
        assertEquals(List.of("set/data.bin"), left());
    }

    @Test
    void a_redirect_is_followed() throws Exception {
        Path loaded = load(set("moved/data.bin", content));
        assertArrayEquals(content, Files.readAllBytes(loaded.resolve("data.bin")));
    }

    @Test
    void a_download_that_was_cut_off_goes_on_where_it_ended() throws Exception {
        cutAfter = 100_000;
        Problem problem = assertThrows(Problem.class, () -> load(set("data.bin", content)));
        assertEquals("download.cutOff", problem.reason().key());
        assertFalse(Files.exists(folder.resolve("set")), "under its own name a set is whole or absent");
        long there = Files.size(folder.resolve("set.loading/data.bin.part"));
        assertTrue(there > 0 && there <= 100_000);
        cutAfter = Integer.MAX_VALUE;
        load(set("data.bin", content));
        assertEquals("bytes=" + there + "-", asked.get(asked.size() - 1));
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("set/data.bin")));
    }

    @Test
    void a_stopped_download_can_go_on_too() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        assertThrows(
                Cancelled.class,
                () -> Download.load(
                        set("data.bin", content), folder.resolve("set"), SILENT, () -> looks.incrementAndGet() > 2));
        assertTrue(Files.size(folder.resolve("set.loading/data.bin.part")) > 0);
        load(set("data.bin", content));
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("set/data.bin")));
    }

    @Test
    void a_checksum_that_differs_is_told_and_the_file_removed() throws Exception {
        Problem problem = assertThrows(Problem.class, () -> load(set("data.bin", new byte[3])));
        assertEquals("download.checksum", problem.reason().key());
        assertEquals(List.of(), left());
    }

    @Test
    void without_a_network_it_says_so_and_names_the_way_by_hand() throws Exception {
        PublicSet set = set("data.bin", content);
        server.stop(0);
        Problem problem = assertThrows(Problem.class, () -> load(set));
        assertEquals("download.noNetwork", problem.reason().key());
        assertEquals("download.byHand", problem.remedy().key());
        assertTrue(problem.remedy().values().contains("http://example.org/home"));
        assertFalse(Files.exists(folder.resolve("set.loading")), "an empty folder was left behind");
        start();
    }

    @Test
    void a_file_that_is_gone_and_a_set_behind_a_login_are_told() throws Exception {
        Problem gone = assertThrows(Problem.class, () -> load(set("missing/data.bin", content)));
        assertEquals(List.of(404), gone.reason().values());
        Problem login = assertThrows(
                Problem.class, () -> load(PublicSets.named("cityscapes").orElseThrow()));
        assertEquals("download.login", login.reason().key());
    }

    @Test
    void archives_are_unpacked_into_the_folder() throws Exception {
        content = tar(true, "deep/er/a.txt", "hello");
        Path loaded = load(set("data.tar.gz", content));
        assertEquals("hello", Files.readString(loaded.resolve("deep/er/a.txt")));
        assertEquals(List.of("set/deep/er/a.txt"), left());
    }

    @Test
    void entries_that_lead_out_of_the_folder_are_refused() throws Exception {
        for (String name : new String[] {"../evil.txt", "/tmp/evil.txt", "a/../../evil.txt", "..\\evil.txt"}) {
            content = zip(name);
            Problem problem = assertThrows(Problem.class, () -> load(set("data.zip", content)), name);
            assertEquals("download.escapes", problem.reason().key());
            assertEquals(List.of(), left(), "nothing is left behind");
        }
        content = tar(false, "../evil.txt", "x");
        assertThrows(Problem.class, () -> load(set("data.tar", content)));
        assertFalse(Files.exists(folder.resolve("evil.txt")));
    }

    @Test
    void links_are_refused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry link = new TarArchiveEntry("link", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            out.putArchiveEntry(link);
            out.closeArchiveEntry();
        }
        content = bytes.toByteArray();
        Problem problem = assertThrows(Problem.class, () -> load(set("data.tar", content)));
        assertEquals("download.escapes", problem.reason().key());
    }

    @Test
    void a_bomb_is_stopped_before_it_fills_the_disk() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int k = 0; k < 200; k++) {
                out.write(zeros);
            }
            out.closeEntry();
        }
        content = bytes.toByteArray();
        Problem problem = assertThrows(Problem.class, () -> load(set("data.zip", content)));
        assertEquals("download.bomb", problem.reason().key());
        assertEquals(List.of(), left());
    }

    @Test
    void a_damaged_archive_is_told() throws Exception {
        content = new byte[5000];
        for (String name : new String[] {"data.zip", "data.tar.gz"}) {
            Problem problem = assertThrows(Problem.class, () -> load(set(name, content)));
            assertEquals("download.noArchive", problem.reason().key());
            assertEquals(List.of(), left());
        }
    }

    @Test
    void every_set_of_the_gallery_is_told_apart_and_says_what_is_verified() {
        List<PublicSet> all = PublicSets.all();
        assertEquals(all.size(), all.stream().map(PublicSet::id).distinct().count());
        assertTrue(all.stream().filter(PublicSet::direct).allMatch(PublicSet::verified));
    }

    @Test
    void the_stated_checksums_and_sizes_are_those_of_the_files_we_have() throws Exception {
        Path root = Path.of(System.getProperty("trial.data", "../shared/data"));
        Assumptions.assumeTrue(Files.isDirectory(root), () -> "The trial data are missing: there is no " + root);
        int compared = 0;
        for (String[] pair : new String[][] {{"fashion-mnist", "fashion-mnist"}, {"mnist", "mnist-t10k"}}) {
            for (RemoteFile file : PublicSets.named(pair[0]).orElseThrow().files()) {
                Path here = root.resolve(pair[1]).resolve(file.name());
                if (Files.exists(here)) {
                    Checksum due = file.checksum().orElseThrow();
                    assertEquals(due.hex(), due.of(here), here.toString());
                    assertEquals(file.bytes(), Files.size(here), here.toString());
                    compared++;
                }
            }
        }
        assertEquals(6, compared);
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(new byte[] {'x'});
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(boolean packed, String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(packed ? new GZIPOutputStream(bytes) : bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(text.length());
            out.putArchiveEntry(entry);
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
