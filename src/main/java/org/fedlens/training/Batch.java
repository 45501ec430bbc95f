package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.weights.Part;

/** A batch whose forward passes are made on first use and then shared by all terms of the objective. */
final class Batch implements Step {
    private final Visited visited;
    private final Tensors tensors;
    private final Feed.Epoch feed;
    private final int at;
    private final Map<View, NDArray> images = new EnumMap<>(View.class);
    private final Map<Pass, NDArray> passes = new HashMap<>();
    private final List<NDArray> branches = new ArrayList<>();
    private final List<NDArray> labels = new ArrayList<>();

    /**
     * What stays the same over the batches of a visit.
     *
     * @param together views that the network in training takes in one pass, so that they share the statistics of their
     *     normalisation; empty if each goes alone
     */
    record Visited(
            ClientTask task,
            Network network,
            Frozen frozen,
            Notes notes,
            Set<View> together,
            NDManager manager,
            UniformRandomProvider random) {
        /** With the visit's own stream for objectives. */
        Visited(ClientTask task, Network network, Frozen frozen, Notes notes, Set<View> together, NDManager manager) {
            this(
                    task,
                    network,
                    frozen,
                    notes,
                    together,
                    manager,
                    Streams.of(task.seed(), Purpose.OBJECTIVE, task.broadcast().round(), task.client()));
        }
    }

    private record Pass(Who who, View view, Part part) {}

    Batch(Visited visited, Tensors tensors, Feed.Epoch feed, int at) {
        this.visited = visited;
        this.tensors = tensors;
        this.feed = feed;
        this.at = at;
    }

    @Override
    public NDArray of(Who who, View view, Part part) {
        Pass pass = new Pass(who, view, part);
        NDArray known = passes.get(pass);
        if (known != null) {
            return known;
        }
        if (who == Who.ONLINE && visited.together.contains(view)) {
            together(part);
            return passes.get(pass);
        }
        NDArray made = who == Who.ONLINE
                ? next(pass, tensors, true)
                : GradientTape.without(() -> next(pass, model(who), who == Who.TARGET));
        passes.put(pass, made);
        return made;
    }

    private NDArray next(Pass pass, Tensors model, boolean training) {
        Network network = visited.network;
        if (pass.equals(new Pass(Who.ONLINE, View.FIRST, Part.BACKBONE))) {
            branches.addAll(network.branches(images(pass.view), model, training));
            return branches.get(0);
        }
        NDArray x = pass.part == Part.BACKBONE ? images(pass.view) : of(pass.who, pass.view, network.reads(pass.part));
        return network.run(pass.part, x, model, training);
    }

    private Tensors model(Who who) {
        return who == Who.TARGET
                ? tensors.target()
                : visited.frozen.get(need(who)).orElseThrow();
    }

    /** One pass for all views, then one piece for each. */
    private void together(Part part) {
        List<View> views = new ArrayList<>(visited.together);
        Network network = visited.network;
        Supplier<NDList> read = part == Part.BACKBONE
                ? () -> pieces(views, this::images)
                : () -> pieces(views, view -> of(Who.ONLINE, view, network.reads(part)));
        NDArray whole = network.run(part, NDArrays.concat(read.get(), 0), tensors, true);
        NDList parts = whole.split(views.size(), 0);
        for (int i = 0; i < views.size(); i++) {
            passes.put(new Pass(Who.ONLINE, views.get(i), part), parts.get(i));
        }
    }

    private static NDList pieces(List<View> views, Function<View, NDArray> piece) {
        NDList pieces = new NDList();
        views.forEach(view -> pieces.add(piece.apply(view)));
        return pieces;
    }

    private NDArray images(View view) {
        return images.computeIfAbsent(view, first -> feed.images(at, first).in(visited.manager));
    }

    @Override
    public List<NDArray> sides() {
        of(Who.ONLINE, View.FIRST, Part.BACKBONE);
        return visited.network.sides(branches, tensors);
    }

    @Override
    public UniformRandomProvider random() {
        return visited.random;
    }

    @Override
    public boolean[] ownClasses() {
        return visited.task.images().present();
    }

    @Override
    public boolean has(Who who) {
        return switch (who) {
            case ONLINE -> true;
            case TARGET -> visited.network.has(Part.TARGET);
            case RECEIVED, PREVIOUS -> visited.frozen.get(need(who)).isPresent();
        };
    }

    private static Need need(Who who) {
        return who == Who.PREVIOUS ? new Need.Previous() : new Need.Received();
    }

    @Override
    public NDArray labels() {
        if (labels.isEmpty()) {
            labels.add(feed.labels(at).in(visited.manager));
        }
        return labels.get(0);
    }

    @Override
    public NDArray indices() {
        return visited.manager.create(feed.indices(at));
    }

    @Override
    public List<NDArray> weights() {
        return tensors.learned();
    }

    @Override
    public List<NDArray> frozen(Need need) {
        return visited.frozen.get(need).orElseThrow().learned();
    }

    @Override
    public Notes notes() {
        return visited.notes;
    }

    @Override
    public void follow(double rate) {
        tensors.follow(rate);
    }
}
