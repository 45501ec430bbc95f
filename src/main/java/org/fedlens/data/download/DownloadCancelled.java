package org.fedlens.data.download;

/** Somebody stopped a download. What was loaded until then is kept, and the next attempt goes on from there. */
public final class DownloadCancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    DownloadCancelled() {
        super("Stopped by the user");
    }
}
