package org.fedlens.training;

/** How long a client trains in one visit. */
public interface LocalBudget {
    /** True if there is more to do after this many whole epochs and single steps. */
    boolean goesOn(int epochs, int steps);

    /** The same for a budget that looks at more than counts. */
    default boolean goesOn(Effort effort) {
        return goesOn(effort.epochs(), effort.steps());
    }

    /** True if it looks at how well batches are classified, which costs a little in every step. */
    default boolean watches() {
        return false;
    }

    /** Steps it will take for a client with this many batches, for progress and estimates. */
    int planned(int batches);

    /** The same budget with the number of local epochs of the training settings, where it counts epochs. */
    default LocalBudget withEpochs(int epochs) {
        return this;
    }

    /** So many passes over the client's own images. */
    record Epochs(int count) implements LocalBudget {
        @Override
        public boolean goesOn(int epochs, int steps) {
            return epochs < count;
        }

        @Override
        public int planned(int batches) {
            return count * batches;
        }

        @Override
        public LocalBudget withEpochs(int epochs) {
            return new Epochs(epochs);
        }
    }

    /** As another budget says, but no more than so many steps: for clients that are cut short. */
    record AtMost(LocalBudget budget, int most) implements LocalBudget {
        @Override
        public boolean goesOn(int epochs, int steps) {
            return steps < most && budget.goesOn(epochs, steps);
        }

        @Override
        public boolean goesOn(Effort effort) {
            return effort.steps() < most && budget.goesOn(effort);
        }

        @Override
        public boolean watches() {
            return budget.watches();
        }

        @Override
        public int planned(int batches) {
            return Math.min(most, budget.planned(batches));
        }

        @Override
        public LocalBudget withEpochs(int epochs) {
            return new AtMost(budget.withEpochs(epochs), most);
        }
    }

    /** So many optimizer steps, whatever the client's size. */
    record Steps(int count) implements LocalBudget {
        @Override
        public boolean goesOn(int epochs, int steps) {
            return steps < count;
        }

        @Override
        public int planned(int batches) {
            return count;
        }
    }
}
