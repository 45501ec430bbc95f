package org.fedlens.app.kit;

import java.util.List;
import java.util.function.Supplier;

/** A part of the window that brings its page, its dialogs and its commands with it. */
public interface Feature {
    /** Called once for each generation of views; the feature was made for that one. */
    void register(Registry registry);

    /** Where features say what they have; the order of pages is that of the rail. */
    interface Registry {
        /** @param page makes the page when it is first shown */
        void page(PageKey key, Supplier<Page> page);

        /** @param dialog makes the dialog when it is first opened */
        void dialog(DialogKey key, Supplier<DialogSheet> dialog);

        void command(Command command);

        /** Commands that are found by search only and change while the program runs. */
        void searched(Supplier<List<Command>> commands);
    }
}
