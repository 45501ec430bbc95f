package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.federated.participation.Stragglers;
import org.fedlens.federated.personalization.LayerMix;
import org.fedlens.federated.transport.Compression;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves a client, what reaches it, what that costs, and what each side keeps. */
class TravelTest {
    private static final WeightLayout LAYOUT = new WeightLayout(List.of(
            new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(2)),
            new Slot("scale", NetworkPart.BACKBONE, SlotKind.NORM, List.of(1)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1)),
            new Slot("head", NetworkPart.HEAD, SlotKind.TRAINED, List.of(3)),
            new Slot("target.w", NetworkPart.TARGET, SlotKind.TRAINED, List.of(2))));
    private static final Weights GLOBAL = Weights.fill(LAYOUT, i -> i);
    private static final Weights OWN = Weights.fill(LAYOUT, i -> 100 + i);
    private static final MethodMemory REMEMBERED =
            MethodMemory.NONE.with("a", 1.5).with("b", 2.5);

    @ParameterizedTest
    @CsvSource({
        "MODEL, w scale mean head target.w, false, true",
        "ALL_BUT_NORMS, w head target.w, false, false",
        "ALL_BUT_HEAD, w scale mean target.w, false, false",
        "ALL_BUT_TARGET, w scale mean head, false, true",
        "NOTHING, , false, false",
        "IMAGES, w scale mean head target.w, true, true"
    })
    void whatReachesTheServer(Traffic traffic, String paths, boolean pools, boolean sharesAll) {
        List<String> carried =
                LAYOUT.slots().stream().filter(traffic::carries).map(Slot::path).toList();
        assertEquals(paths == null ? "" : paths, String.join(" ", carried));
        assertEquals(pools, traffic.pools());
        assertEquals(sharesAll, traffic.sharesAll());
        Broadcast broadcast = new Broadcast(1, GLOBAL, REMEMBERED);
        long numbers = GLOBAL.only(traffic::carries).size();
        boolean sends = traffic != Traffic.NOTHING && traffic != Traffic.IMAGES;
        assertEquals(sends ? 4 * numbers + 8 : 0, traffic.down(broadcast));
        assertEquals(traffic == Traffic.IMAGES ? 5000 : 77, traffic.up(77, 1, 5000));
        assertEquals(traffic == Traffic.IMAGES ? 0 : 77, traffic.up(77, 2, 5000));
    }

    @Test
    void bytesAreThoseOfTheWeightsAndOfWhatGoesWithThem() {
        assertEquals(4 * 9 + 8, new Broadcast(1, GLOBAL, REMEMBERED).bytes());
        assertEquals(4 * 9 + 8, new ClientUpdate(0, 5, 1, 1, OWN, REMEMBERED).bytes());
        assertEquals(8, REMEMBERED.bytes());
        assertEquals(0, MethodMemory.NONE.bytes());
    }

    @Test
    void aMemoryIsAMapThatNobodyChanges() {
        assertEquals(OptionalDouble.of(1.5), REMEMBERED.number("a"));
        assertTrue(REMEMBERED.number("c").isEmpty() && REMEMBERED.get("c").isEmpty());
        assertEquals(OptionalDouble.of(7), REMEMBERED.with("a", 7).number("a"));
        assertEquals(OptionalDouble.of(1.5), REMEMBERED.number("a"));
        MethodMemory both = REMEMBERED.plus(MethodMemory.NONE.with("b", 9).with("c", 3));
        assertEquals(List.of("a", "b", "c"), List.copyOf(both.weights().keySet()));
        assertEquals(OptionalDouble.of(9), both.number("b"));
        assertEquals(REMEMBERED.only(Set.of("b")), MethodMemory.NONE.with("b", 2.5));
        assertSame(GLOBAL, MethodMemory.NONE.with("g", GLOBAL).get("g").orElseThrow());
    }

    private static ClientState past(Personalization rule) {
        return new ClientState(0, 1, Optional.of(OWN), REMEMBERED);
    }

    @Test
    void whatAVisitBeginsWith() {
        Broadcast broadcast = new Broadcast(2, GLOBAL, MethodMemory.NONE);
        Personalization keepPrivate = new Personalization.KeepPrivate(Traffic.ALL_BUT_HEAD);
        Weights start = keepPrivate.start(broadcast, past(keepPrivate));
        assertEquals(GLOBAL.only(slot -> slot.part() != NetworkPart.HEAD).over(OWN), start);
        assertEquals(GLOBAL, keepPrivate.start(broadcast, ClientState.fresh(0)));
        Personalization keep = new Personalization.Keep();
        Personalization replace = new Personalization.Replace();
        assertTrue(keepPrivate.keepsOwn() && keep.keepsOwn());
        assertFalse(replace.keepsOwn());
        // Most offer what they trained and note nothing.
        assertSame(OWN, replace.offer(OWN));
        assertEquals(PersonalizationNote.NOTHING, replace.note(GLOBAL, OWN, past(replace)));
        assertEquals(Map.of(), replace.figures(broadcast, past(replace)));
        assertEquals(new ClientState(7, 0, Optional.empty(), MethodMemory.NONE), ClientState.fresh(7));
    }

    private static ClientUpdate update(Weights weights) {
        return new ClientUpdate(0, 5, 1, 1, weights, MethodMemory.NONE.with("told", 3));
    }

    private static Upload send(Weights weights, MethodMemory kept, Compression code) {
        return code.send(update(weights), kept, GLOBAL, Streams.of(1, Purpose.ROUNDING));
    }

    @Test
    void withoutACodeAnUploadIsWhatItWas() {
        Upload upload = send(OWN, REMEMBERED, new Compression.None());
        assertEquals(new Upload(update(OWN), REMEMBERED, 4 * 9 + 4), upload);
        Upload nothing = send(Weights.NONE, REMEMBERED, new Compression.Sign());
        assertEquals(new Upload(update(Weights.NONE), REMEMBERED, 4), nothing);
    }

    @Test
    void onlyTheChangeOfLearnedSlotsIsCodedAndStatisticsTravelRaw() {
        // Learned are two, one and three numbers; the target is not, and waits where it is.
        Upload upload = send(OWN, REMEMBERED, new Compression.Half());
        assertEquals(2 * 6 + 4 + 4, upload.bytes());
        assertEquals(REMEMBERED, upload.kept());
        for (int i = 0; i < LAYOUT.size(); i++) {
            assertEquals(OWN.at(i), upload.update().weights().at(i), 0.05);
        }
        assertEquals(3, upload.update().sent().number("told").orElseThrow());
    }

    @Test
    void whatACodeLeavesOutIsAddedToTheNextChange() {
        Compression code = new Compression.TopK(0.1, Compression.Scope.GLOBAL, true);
        Weights moved = Weights.fill(LAYOUT, i -> i + (i == 0 ? 5 : i == 1 ? 4 : 0));
        Upload first = send(moved, REMEMBERED, code);
        assertEquals(5, first.update().weights().at(0));
        assertEquals(1, first.update().weights().at(1), "waits");
        Weights left = first.kept().get("residual").orElseThrow();
        assertEquals(0, left.at(0));
        assertEquals(4, left.at(1));
        assertEquals(1.5, first.kept().number("a").orElseThrow(), "what was kept before stays");
        Upload second = send(moved, first.kept(), code);
        assertEquals(1 + 8, second.update().weights().at(1));
        assertEquals(5, second.kept().get("residual").orElseThrow().at(0));
    }

    @Test
    void bytesAreKnownBeforeAnybodyTrains() {
        Broadcast broadcast = new Broadcast(1, GLOBAL, REMEMBERED);
        assertEquals(4 * 9 + 8, new Compression.None().planned(broadcast, Traffic.MODEL));
        assertEquals(2 * 6 + 4 + 8, new Compression.Half().planned(broadcast, Traffic.MODEL));
        assertEquals(2 * 3 + 4 + 8, new Compression.Half().planned(broadcast, Traffic.ALL_BUT_HEAD));
        assertEquals(0, new Compression.None().planned(broadcast, Traffic.IMAGES));
        assertEquals(0, new Compression.None().planned(broadcast, Traffic.NOTHING));
    }

    @Test
    void someAreSlowAndDoAShareOfTheirWork() {
        Stragglers some = new Stragglers.Some(0.3, 0.2, true);
        double[] work = IntStream.range(0, 20_000)
                .mapToDouble(client -> some.work(7, 3, client))
                .toArray();
        double slow = IntStream.range(0, work.length).filter(i -> work[i] < 1).count() / 20_000.0;
        assertEquals(0.3, slow, 0.015);
        assertTrue(IntStream.range(0, work.length).allMatch(i -> work[i] >= 0.2 && work[i] <= 1));
        double mean = IntStream.range(0, work.length)
                .filter(i -> work[i] < 1)
                .mapToDouble(i -> work[i])
                .average()
                .orElseThrow();
        assertEquals(0.6, mean, 0.015);
        assertEquals(work[5], some.work(7, 3, 5));
        assertEquals(1, new Stragglers.Some(0, 0.2, true).work(7, 3, 5));
        assertEquals(1, new Stragglers.None().work(7, 3, 5));
        assertTrue(new Stragglers.None().keepPartial());
    }

    @ParameterizedTest
    @EnumSource(LayerMix.Mixing.class)
    void howMuchOfItsOwnALayerMixKeepsIsTold(LayerMix.Mixing mixing) {
        WeightLayout two = new WeightLayout(List.of(
                new Slot("one", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 2)),
                new Slot("bias", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(2)),
                new Slot("norm", NetworkPart.BACKBONE, SlotKind.NORM, List.of(1, 2))));
        Weights own = Weights.of(two, new float[] {3, 0, 1, 1, 1, 1});
        // A cosine of 0.8 in the only kernel, whose length does not count.
        Weights received = Weights.of(two, new float[] {8, 6, 9, 9, -1, -1});
        LayerMix rule = new LayerMix(mixing);
        ClientState past = new ClientState(0, 1, Optional.of(own), MethodMemory.NONE);
        Broadcast broadcast = new Broadcast(2, received, MethodMemory.NONE);
        Map<String, Double> figures = rule.figures(broadcast, past);
        boolean off = mixing == LayerMix.Mixing.OFF;
        assertEquals(!off, rule.keepsOwn());
        assertEquals(Map.of(), rule.figures(broadcast, ClientState.fresh(0)));
        if (off) {
            assertEquals(Map.of(), figures);
            assertSame(received, rule.start(broadcast, past));
            return;
        }
        assertEquals(0.8, figures.get("own-similarity"), 1e-6);
        assertEquals(0.2, figures.get("own-share"), 1e-6);
        assertEquals(0.2 * 3 + 0.8 * 8, rule.start(broadcast, past).at(0), 1e-5);
        assertEquals(0.2 * 1 + 0.8 * 9, rule.start(broadcast, past).at(2), 1e-5);
        // A kernel of zeros against one that is none differs wholly; two of zeros do not differ.
        Weights zeros = own.scaled(0);
        assertEquals(1, rule.shares(zeros, received).get("one"), 1e-6);
        assertEquals(1, rule.shares(received, zeros).get("one"), 1e-6);
        assertEquals(0, rule.shares(zeros, zeros).get("one"), 1e-6);
    }

    @Test
    void pooledVariancesFollowTheWeights() {
        WeightLayout layout = new WeightLayout(List.of(
                new Slot("bn.running_mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(2)),
                new Slot("bn.running_var", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(2)),
                new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1))));
        ServerState before = new ServerState(0, Weights.fill(layout, i -> 0), MethodMemory.NONE);
        Aggregation fold =
                new WeightedMean(Weighting.SAMPLES, Statistics.POOLED).open(RoundContext.of(before, List.of(0, 1), 2));
        fold.add(new ClientUpdate(0, 30, 1, 1, Weights.of(layout, new float[] {1, 5, 2, 7, 4}), MethodMemory.NONE));
        fold.add(new ClientUpdate(1, 10, 1, 1, Weights.of(layout, new float[] {5, 5, 6, 3, 8}), MethodMemory.NONE));
        Weights pooled = fold.close().global();
        assertEquals(2, pooled.at(0), 1e-6);
        // 0.75 (2 + 1) + 0.25 (6 + 25) - 4, and where the means agree the mean of the variances.
        assertEquals(6, pooled.at(2), 1e-5);
        assertEquals(6, pooled.at(3), 1e-5);
        assertEquals(5, pooled.at(4), 1e-6);
    }

    @Test
    void aRoundKnowsItsNumberAndHowManyItExpects() {
        ServerState before = new ServerState(4, GLOBAL, MethodMemory.NONE);
        RoundContext round = new RoundContext(before, List.of(3, 5), 20, 0.25, 9);
        assertEquals(5, round.number());
        assertEquals(5, round.expected(), 1e-12);
        assertEquals(0.1, RoundContext.of(before, List.of(3, 5), 20).rate(), 1e-12);
        assertEquals(0.05, RoundContext.of(before, List.of(), 20).rate(), 1e-12);
        assertEquals(0, RoundContext.of(before, List.of(), 20).seed());
    }
}
