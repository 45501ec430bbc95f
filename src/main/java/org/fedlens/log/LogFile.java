package org.fedlens.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The log on disk: {@code logs/fedlens.log} in the user's folder of the program. When it has {@value #PIECE} bytes it
 * becomes {@code fedlens.1.log}, the one before it {@code fedlens.2.log}, and so on to {@value #OLDER}; what is older
 * is deleted, so that all of them together stay bounded. A message takes at most {@value #LONGEST} characters and a
 * trace {@value #DEEPEST} calls for each of its causes. It holds what the program did, paths and traces, but no images,
 * labels or weights.
 */
public final class LogFile {
    /** Bytes at which a new file is begun. */
    static final long PIECE = 1 << 20;

    /** Files that are kept beside the one that is written. */
    static final int OLDER = 3;

    /** Characters of a message. */
    static final int LONGEST = 4000;

    /** Calls of a trace that are kept. */
    static final int DEEPEST = 100;

    private static final String APPENDER = "FILE";
    private static final String PATTERN = "%date{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %replace(%.-"
            + LONGEST + "msg){'[\\r\\n]+', ' | '}%n%ex{" + DEEPEST + "}";

    /** Those whose lines go to the file: our own, and all others. */
    private static final String[] SOURCES = {"org.fedlens", org.slf4j.Logger.ROOT_LOGGER_NAME};

    private LogFile() {}

    /**
     * Begins to write the log, or goes on with the one that is there.
     *
     * @param home the user's folder of the program; made if it is missing
     * @return the file, or nothing if it cannot be written: everything works without it
     */
    public static Optional<Path> open(Path home) {
        close();
        Path file = home.resolve("logs").resolve("fedlens.log").toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException | SecurityException unwritable) {
            return Optional.empty();
        }
        if (!Files.isWritable(file) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        context().ifPresent(context -> attach(appender(context, file), context));
        return path();
    }

    /** Where the log is written, nothing if it is not. */
    public static Optional<Path> path() {
        return context()
                .map(context -> context.getLogger(SOURCES[0]).getAppender(APPENDER))
                .map(appender -> Path.of(((RollingFileAppender<ILoggingEvent>) appender).getFile()));
    }

    /** Ends it. What is logged later goes nowhere. */
    public static void close() {
        context().ifPresent(context -> Stream.of(SOURCES)
                .map(context::getLogger)
                .map(logger -> Optional.ofNullable(logger.getAppender(APPENDER)))
                .flatMap(Optional::stream)
                .distinct()
                .toList()
                .forEach(appender -> {
                    Stream.of(SOURCES)
                            .forEach(source -> context.getLogger(source).detachAppender(appender));
                    appender.stop();
                }));
    }

    private static Optional<LoggerContext> context() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    private static void attach(RollingFileAppender<ILoggingEvent> appender, LoggerContext context) {
        if (appender.isStarted()) {
            for (String source : SOURCES) {
                Logger logger = context.getLogger(source);
                logger.addAppender(appender);
            }
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        Shift rolling = new Shift(file);
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.start();
        appender.setRollingPolicy(rolling);
        Full full = new Full();
        full.setContext(context);
        full.start();
        appender.setTriggeringPolicy(full);
        appender.start();
        return appender;
    }

    /** Moves every file one place on. The library's own takes a percent sign in a folder's name for a pattern. */
    private static final class Shift extends RollingPolicyBase {
        private final Path active;

        Shift(Path active) {
            this.active = active;
        }

        @Override
        public void rollover() throws RolloverFailure {
            try {
                for (int number = OLDER - 1; number >= 0; number--) {
                    Path from = place(number);
                    if (Files.exists(from)) {
                        Files.move(from, place(number + 1), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (IOException e) {
                // Where another program holds the file open, the same one is written on and this is tried again.
                throw new RolloverFailure("The log cannot be moved", e);
            }
        }

        private Path place(int number) {
            return number == 0 ? active : active.resolveSibling("fedlens." + number + ".log");
        }

        @Override
        public String getActiveFileName() {
            return active.toString();
        }
    }

    /** Asked at every line, unlike the library's own, which looks once a minute and lets a flood pass. */
    private static final class Full extends TriggeringPolicyBase<ILoggingEvent> {
        @Override
        public boolean isTriggeringEvent(File active, ILoggingEvent event) {
            return active.length() >= PIECE;
        }
    }
}
