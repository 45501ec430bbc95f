package org.fedlens.training;

import org.fedlens.settings.Named;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Whether the server goes on with the merged model by itself, and how. */
// The first is the default, and without this line the compiler lists them in the order in which it comes across them.
public sealed interface Distillation permits Distillation.None, Distillation.Features {
    /** True if the server does so at the end of this round. */
    default boolean due(int round) {
        return false;
    }

    /** The merged model is the next global model. */
    @Named("none")
    record None() implements Distillation {}

    /**
     * The merged model learns on public pictures to describe them as the clients' models do on average (FedReID, Zhuang
     * et al. 2020). With the clients' features {@code f_k(x)} in evaluation mode, {@code t(x) = (1/K) sum_k f_k(x)} and
     * the server minimises the mean over batch and dimensions of {@code (f(x) - t(x))^2} in one pass, by SGD with
     * momentum 0.9 after Nesterov and weight decay 0.0005. Nobody's labels are used, the public pictures' included.
     *
     * <p>The authors' code leaves dropout and batch statistics of the teachers on and lets gradients reach them; here
     * teachers are frozen. There the figures are taken before; here after, so that they tell what it did.
     *
     * @param source the public pictures: a built-in name, or a folder
     * @param images use at most so many of them, 0 for all
     * @param every rounds from one time to the next
     * @param rate learning rate of the server
     * @param unit true if features are brought to length 1 first, on both sides
     */
    @Named("features")
    record Features(
            @Setting(standard = "digits-8x8") String source,
            @Setting(standard = "0", min = 0, max = 10_000_000) int images,
            @Setting(standard = "10", min = 1, max = 10_000) int every,
            @Setting(standard = "0.0005", min = 0, max = 10, scale = Scale.LOG) double rate,
            @Setting(standard = "false") boolean unit)
            implements Distillation {
        public Features {
            if (source.isBlank()) {
                throw new Problem(
                        "training.distillation.source",
                        Text.of("distillation.source"),
                        Text.of("distillation.source.mend"));
            }
        }

        @Override
        public boolean due(int round) {
            return round % every == 0;
        }

        /** The server's own optimizer. */
        Optimizer optimizer() {
            return new Optimizer.Sgd(rate, 0.9, 0.0005, true);
        }
    }
}
