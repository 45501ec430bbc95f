package org.fedlens.training;

import java.util.stream.IntStream;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.augmentation.Views;
import org.fedlens.data.Normalization;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * No labels: two random views of each image are all there is. Batches are whole, as in the published code: the images
 * left over at the end of an epoch wait for the next one. Views are normalised like the images they come from, where
 * some of the published recipes only bring them to 0 to 1; then training and evaluation see the same scale.
 *
 * @param views how a view is made
 */
public record Unlabelled(@Setting(standard = "simclr") ViewRecipe views) implements Supervision {
    @Override
    public Feed feed(ClientTask task, Normalization normalization) {
        int round = task.broadcast().round();
        return new TwoViews(
                new Views(task.images().images(), views.chain(), task.seed(), round, task.client()),
                task.images().count(),
                normalization,
                task.batch(),
                IntStream.range(0, 2)
                        .mapToObj(which -> Streams.of(task.seed(), Purpose.SHUFFLE, round, task.client(), which))
                        .toList());
    }

    @Override
    public void check(Plan plan) {
        if (plan.batch() < 2) {
            throw new Problem("training.batch", Text.of("unlabelled.batchOfOne"), Text.of("unlabelled.batchOfTwo"));
        }
        int fewest = 0;
        for (int client = 0; client < plan.images().size(); client++) {
            fewest = plan.images().get(client) < plan.images().get(fewest) ? client : fewest;
        }
        int images = plan.images().get(fewest);
        if (images < plan.batch()) {
            throw new Problem(
                    "training.batch",
                    Text.of("unlabelled.tooFew", plan.names().get(fewest), images, plan.batch()),
                    Text.of("unlabelled.smallerBatch", images));
        }
    }
}
