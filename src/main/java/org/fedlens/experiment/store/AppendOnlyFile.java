package org.fedlens.experiment.store;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A text file that grows line by line and has one writer. It is a stream and not a channel on purpose: a channel closes
 * itself when the thread that writes is interrupted, and workers are interrupted whenever a run is stopped.
 */
final class AppendOnlyFile implements Closeable {
    private final FileOutputStream out;
    private long length;

    private AppendOnlyFile(FileOutputStream out, long length) {
        this.out = out;
        this.length = length;
    }

    /**
     * Opens a file to go on at this length; what stands behind it is cut off.
     *
     * @throws Problem if somebody else is writing it
     */
    static AppendOnlyFile open(Path file, long length) throws IOException {
        FileOutputStream out = new FileOutputStream(file.toFile(), true);
        FileChannel channel = out.getChannel();
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            out.close();
            throw new Problem(file.getParent().toString(), Text.of("run.inUse"), Text.of("run.waitForIt"), e);
        }
        channel.truncate(length);
        return new AppendOnlyFile(out, length);
    }

    synchronized void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        length += bytes.length;
    }

    synchronized long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
