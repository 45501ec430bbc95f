package org.fedlens.app;

import java.util.function.Function;

/** The large dialogs that lie over the whole window, one at a time. */
enum Dialog {
    NONE(desk -> {
        throw new IllegalStateException("There is no such dialog");
    }),
    SWEEP(SweepSheet::new),
    INVERSION(InversionSheet::new);

    private final Function<Desk, DialogSheet> maker;

    Dialog(Function<Desk, DialogSheet> maker) {
        this.maker = maker;
    }

    DialogSheet make(Desk desk) {
        return maker.apply(desk);
    }
}
