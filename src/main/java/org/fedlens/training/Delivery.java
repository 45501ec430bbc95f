package org.fedlens.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings a visit its batches, and has those that come next made by other threads meanwhile ({@link Pace#ahead}), over
 * the end of an epoch too. What a batch holds does not depend on who makes it, so neither does the visit. Belongs to
 * the thread that trains.
 */
final class Delivery implements Feed.Epoch {
    /** Batches that are made ahead. */
    private static final int DEPTH = 2;

    private final Feed feed;
    private final Pace pace;
    private final long planned;
    private final EnumSet<View> views;
    private boolean labelled;
    private final Map<Integer, Feed.Epoch> drawn = new HashMap<>();
    private final Deque<Order> orders = new ArrayDeque<>();
    private int epoch = -1;
    private Order open = new Order(-1, -1, () -> new Parcel(Map.of(), Optional.empty()));
    private Optional<Parcel> parcel = Optional.empty();

    /** A batch that was ordered. */
    private record Order(int epoch, int batch, Supplier<Parcel> parcel) {
        boolean of(int which, int number) {
            return epoch == which && batch == number;
        }
    }

    /** What was wanted of a batch. */
    private record Parcel(Map<View, Feed.Numbers> images, Optional<Feed.Targets> labels) {
        static Parcel of(Feed.Epoch epoch, int batch, Set<View> views, boolean labelled) {
            Map<View, Feed.Numbers> images = new EnumMap<>(View.class);
            views.forEach(view -> images.put(view, epoch.images(batch, view)));
            return new Parcel(images, labelled ? Optional.of(epoch.labels(batch)) : Optional.empty());
        }
    }

    /**
     * @param views that the first batches will be asked for
     * @param planned batches that the visit will probably take
     */
    Delivery(Feed feed, Set<View> views, long planned, Pace pace) {
        this.feed = feed;
        this.pace = pace;
        this.planned = planned;
        this.views = EnumSet.noneOf(View.class);
        this.views.addAll(views);
        if (feed.laborious() && feed.batches() > 0 && planned > 0) {
            orderAhead(-1, feed.batches() - 1);
        }
    }

    int batches() {
        return feed.batches();
    }

    /** Goes on to the next epoch. */
    void next() {
        drawn.remove(epoch);
        epoch++;
        drawn(epoch);
    }

    private Feed.Epoch drawn(int which) {
        // Epochs are asked for in their order, so the feed draws them in it.
        return drawn.computeIfAbsent(which, first -> feed.next());
    }

    @Override
    public Feed.Numbers images(int batch, View view) {
        if (!feed.laborious()) {
            return drawn(epoch).images(batch, view);
        }
        views.add(view);
        Feed.Numbers made = parcel(batch).images.get(view);
        return made == null ? drawn(epoch).images(batch, view) : made;
    }

    @Override
    public Feed.Targets labels(int batch) {
        if (!feed.laborious()) {
            return drawn(epoch).labels(batch);
        }
        labelled = true;
        return parcel(batch).labels.orElseGet(() -> drawn(epoch).labels(batch));
    }

    @Override
    public long[] indices(int batch) {
        return drawn(epoch).indices(batch);
    }

    private Parcel parcel(int batch) {
        if (!open.of(epoch, batch)) {
            parcel = Optional.empty();
            Optional<Order> known = Optional.ofNullable(orders.peek()).filter(first -> first.of(epoch, batch));
            if (known.isEmpty()) {
                orders.clear();
            }
            orders.poll();
            open = known.orElseGet(() -> new Order(epoch, batch, work(epoch, batch)));
            orderAhead(epoch, batch);
        }
        Parcel made = parcel.orElseGet(open.parcel);
        parcel = Optional.of(made);
        return made;
    }

    private Supplier<Parcel> work(int which, int batch) {
        Feed.Epoch of = drawn(which);
        Set<View> wanted = EnumSet.copyOf(views);
        boolean withLabels = labelled;
        return () -> Parcel.of(of, batch, wanted, withLabels);
    }

    /** Orders what follows the last batch ordered, or, if none is, the one given. */
    private void orderAhead(int givenEpoch, int givenBatch) {
        while (orders.size() < DEPTH) {
            Order tail = orders.peekLast();
            int which = tail == null ? givenEpoch : tail.epoch;
            int batch = (tail == null ? givenBatch : tail.batch) + 1;
            if (batch == feed.batches()) {
                which++;
                batch = 0;
            }
            if (!foreseen(which, batch)) {
                return;
            }
            orders.add(new Order(which, batch, pace.ahead(work(which, batch))));
        }
    }

    /** An epoch that goes beyond the plan is foreseen batch by batch, but not the one after it. */
    private boolean foreseen(int which, int batch) {
        long begins = (long) which * feed.batches();
        return begins + batch < planned || batch > 0 && begins >= planned;
    }
}
