package org.fedlens.training;

/** The loss of a client stopped being a finite number. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int client;
    private final int round;

    public DivergedException(int round, int client) {
        super("The loss of client " + client + " is not finite in round " + round);
        this.round = round;
        this.client = client;
    }

    public int client() {
        return client;
    }

    public int round() {
        return round;
    }
}
