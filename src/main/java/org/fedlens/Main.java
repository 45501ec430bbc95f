package org.fedlens;

import org.fedlens.cli.CommandLine;

/** Where the program starts: with arguments the command line, without them the window. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandLine.execute(arguments));
    }
}
