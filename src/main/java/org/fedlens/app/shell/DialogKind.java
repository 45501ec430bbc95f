package org.fedlens.app.shell;

import java.util.function.Function;
import org.fedlens.app.inversion.InversionSheet;
import org.fedlens.app.kit.DialogSheet;
import org.fedlens.app.sweep.SweepSheet;

/** The large dialogs that lie over the whole window, one at a time. */
enum DialogKind {
    NONE(desk -> {
        throw new IllegalStateException("There is no such dialog");
    }),
    SWEEP(SweepSheet::new),
    INVERSION(InversionSheet::new);

    private final Function<Desk, DialogSheet> maker;

    DialogKind(Function<Desk, DialogSheet> maker) {
        this.maker = maker;
    }

    DialogSheet make(Desk desk) {
        return maker.apply(desk);
    }
}
