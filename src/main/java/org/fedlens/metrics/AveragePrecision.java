package org.fedlens.metrics;

/**
 * How early the right answers come in a ranking: with g right answers at ranks {@code r_1 < r_2 ...}, counted from 1.
 * The two rules differ whenever a wrong answer precedes a right one, so a table must name its rule.
 */
public enum AveragePrecision {
    /**
     * Area under the line through the points of the precision-recall curve: {@code 1/g sum_i ((i-1)/(r_i-1) + i/r_i) /
     * 2}, the first fraction being 1 if {@code r_i} is 1. The rule of the Market-1501 evaluation and its descendants.
     */
    TRAPEZOID {
        @Override
        double term(int found, int rank) {
            double before = rank == 1 ? 1 : (found - 1) / (rank - 1.0);
            return (before + found / (double) rank) / 2;
        }
    },

    /** Mean precision at the right answers: {@code 1/g sum_i i/r_i}. The rule of most other tools. */
    STEP {
        @Override
        double term(int found, int rank) {
            return found / (double) rank;
        }
    };

    abstract double term(int found, int rank);

    /**
     * The figure of one ranking.
     *
     * @param right by rank, the best first: true for a right answer
     * @return 0 to 1; NaN without a right answer
     */
    public double of(boolean[] right) {
        double sum = 0;
        int found = 0;
        for (int place = 0; place < right.length; place++) {
            if (right[place]) {
                found++;
                sum += term(found, place + 1);
            }
        }
        return sum / found;
    }
}
