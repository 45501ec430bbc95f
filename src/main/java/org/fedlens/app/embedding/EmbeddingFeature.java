package org.fedlens.app.embedding;

import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.ViewLoader;

/** What was learned, as points: a page of the rail and two commands of its own. */
public record EmbeddingFeature(EmbeddingContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.page(EmbeddingsView.PAGE, () -> ViewLoader.load(EmbeddingsView.class, context.environment(), context));
        EmbeddingModel model = context.embeddings();
        registry.command(CommandSpec.of(Topic.VIEW, "ui.command.isolate", "I")
                .does(() -> shown() && model.canIsolate(), model::isolate));
        registry.command(CommandSpec.of(Topic.VIEW, "ui.command.snapshot", "S").does(this::shown, model::snapshot));
    }

    private boolean shown() {
        return !context.navigation().presenting().get() && context.navigation().shows(EmbeddingsView.PAGE);
    }
}
