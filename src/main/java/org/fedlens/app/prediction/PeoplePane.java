package org.fedlens.app.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.clusters.ClientClusterTable;
import org.fedlens.app.clusters.ClusterAnimationCard;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.StatusText;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.widget.SmallLineChart;
import org.fedlens.experiment.inspect.PeoplePredictions;
import org.fedlens.experiment.inspect.SceneOrder;
import org.fedlens.text.Words;

/** The re-identification side of the Predictions view: queries, what is found for one, and the curves. */
final class PeoplePane extends HBox {
    private static final int RANKS = 20;

    private final Desk desk;
    private final PeopleModel model;
    private final ListView<Integer> queries = new ListView<>();
    private final ComboBox<Integer> clients = new ComboBox<>();
    private final Label count = new Label();
    private final Label figures = new Label();
    private final Label note = new Label();
    private final SmallLineChart curve;
    private final SmallLineChart clusters;
    private final VBox clusterCard;
    private final ClientClusterTable edges;
    private final ClusterAnimationCard film;
    private boolean filling;

    PeoplePane(Desk desk, PeopleModel model) {
        this.desk = desk;
        this.model = model;
        this.curve = new SmallLineChart(desk.surroundings(), true);
        this.clusters = new SmallLineChart(desk.surroundings(), false);
        setId("people-pane");
        getStyleClass().add("predictions-row");
        figures.getStyleClass().add("secondary");
        figures.setId("people-figures");
        figures.setMinHeight(Region.USE_PREF_SIZE);
        figures.setWrapText(true);
        VBox curveCard = card("ui.predictions.cmc", "", curve);
        curveCard.getChildren().add(figures);
        clusterCard = card("ui.predictions.clusters", desk.say("ui.predictions.clusters.trained"), clusters);
        edges = new ClientClusterTable(desk);
        clusterCard.getChildren().add(edges);
        film = new ClusterAnimationCard(desk, model.film());
        VBox side = new VBox(curveCard, clusterCard);
        side.getStyleClass().add("predictions-side");
        side.setMinWidth(340);
        side.setMaxWidth(340);
        RankingCard ranking = new RankingCard(desk, model);
        VBox.setVgrow(ranking, Priority.ALWAYS);
        VBox middle = new VBox(ranking, film);
        middle.getStyleClass().add("predictions-side");
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren().addAll(queryCard(), middle, side);
        desk.ties().add(model.trial().revision().subscribe(changed -> refresh()));
        desk.ties().add(model.order().subscribe(order -> refresh()));
        desk.ties().add(model.query().subscribe(asked -> select()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
    }

    private VBox card(String key, String subtitle, SmallLineChart view) {
        Label title = new Label(desk.say(key));
        title.getStyleClass().add("card-title");
        Label more = new Label(subtitle);
        more.getStyleClass().add("card-subtitle");
        HBox head = new HBox(title, more);
        head.getStyleClass().add("card-head");
        VBox card = new VBox(head, view);
        card.getStyleClass().addAll("card", "lines-card");
        VBox.setVgrow(view, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private VBox queryCard() {
        Label title = new Label(desk.say("ui.predictions.queries"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("card-subtitle");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, count, space, orders());
        head.getStyleClass().add("card-head");
        clients.setId("people-client");
        clients.setAccessibleText(desk.say("ui.predictions.edge"));
        clients.setMaxWidth(Double.MAX_VALUE);
        clients.setConverter(new ChoiceNames<>(this::clientName));
        clients.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.client().set(now);
            }
        });
        queries.setId("people-queries");
        queries.getStyleClass().add("run-list");
        queries.setAccessibleText(desk.say("ui.predictions.queries"));
        queries.setCellFactory(view -> new QueryCell(desk, model));
        queries.getSelectionModel().selectedItemProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.query().set(now);
            }
        });
        VBox.setVgrow(queries, Priority.ALWAYS);
        note.getStyleClass().add("secondary-13");
        note.setWrapText(true);
        VBox body = new VBox(8, clients, note, queries);
        body.getStyleClass().add("iou-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox card = new VBox(head, body);
        card.getStyleClass().add("card");
        card.setMinWidth(248);
        card.setMaxWidth(248);
        return card;
    }

    private ComboBox<SceneOrder> orders() {
        ComboBox<SceneOrder> box = new ComboBox<>();
        box.setId("people-order");
        box.setAccessibleText(desk.say("ui.predictions.order"));
        box.getItems().setAll(SceneOrder.WORST, SceneOrder.FILE);
        box.setConverter(new ChoiceNames<>(order ->
                desk.say(order == SceneOrder.FILE ? "ui.predictions.order.file" : "ui.predictions.order.hardest")));
        box.setValue(model.order().get());
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.valueProperty().addListener((value, before, now) -> model.order().set(now));
        return box;
    }

    private String clientName(int client) {
        return model.trial()
                .result()
                .map(found ->
                        desk.say("ui.predictions.edge.name", found.clients().get(client)))
                .orElse("");
    }

    private void refresh() {
        note.setText(StatusText.of(desk, model.trial()));
        note.setManaged(!note.getText().isEmpty());
        filling = true;
        queries.getItems().setAll(model.queries());
        model.trial().result().ifPresent(found -> {
            clients.getItems()
                    .setAll(IntStream.range(0, found.clients().size()).boxed().toList());
            clients.setValue(found.client());
            count.setText(Words.count(found.queries()));
            curves(found);
        });
        filling = false;
        select();
    }

    private void select() {
        filling = true;
        int at = queries.getItems().indexOf(model.query().get());
        queries.getSelectionModel().clearAndSelect(at);
        filling = false;
    }

    private void curves(PeoplePredictions found) {
        String first = desk.surroundings().figures().percent(found.cmc(1));
        String mean = desk.surroundings().figures().percent(found.meanPrecision());
        String said = desk.say("ui.predictions.found", first, mean, found.round(), Words.count(found.gallery()));
        figures.setText(said);
        double[] ranks = IntStream.rangeClosed(1, RANKS).asDoubleStream().toArray();
        double[] shares =
                IntStream.rangeClosed(1, RANKS).mapToDouble(found::cmc).toArray();
        String last = desk.surroundings().figures().percent(shares[shares.length - 1]);
        curve.show(List.of(new SmallLineChart.Line(last, ranks, shares, 0, false)), said);
        List<SmallLineChart.Line> lines = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        for (PeoplePredictions.Counts counts : found.clusters()) {
            double[] x =
                    counts.rounds().stream().mapToDouble(Integer::doubleValue).toArray();
            double[] y =
                    counts.counts().stream().mapToDouble(Double::doubleValue).toArray();
            String name = found.clients().get(counts.client());
            int people = found.people().get(counts.client());
            lines.add(new SmallLineChart.Line(name, x, y, counts.client(), false));
            double[] ends = {x[0], x[x.length - 1]};
            lines.add(new SmallLineChart.Line(
                    desk.say("ui.predictions.true", people),
                    ends,
                    new double[] {people, people},
                    counts.client(),
                    true));
            told.append(desk.say("ui.predictions.clusters.said", name, Math.round(y[y.length - 1]), people))
                    .append(' ');
        }
        for (Region region : List.of(clusterCard, film)) {
            region.setVisible(!lines.isEmpty());
            region.setManaged(!lines.isEmpty());
        }
        edges.show(found);
        film.name(found);
        clusters.show(lines, told.toString());
    }
}
