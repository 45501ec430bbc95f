package org.fedlens.metrics;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Clusters of directions: k-means with the cosine as nearness, started by the rule of k-means++ and stopped after a
 * fixed number of passes or when nothing changes. A cluster that loses all its members takes the row that is farthest
 * from its own centre.
 *
 * @param centres {@code [k][D]} of length 1
 * @param assigned the cluster of each row
 */
public record UnitClusters(float[][] centres, int[] assigned) {
    private static final double SMOOTHING = 10;
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    /**
     * @param rows {@code [n][D]}, of any length above 0
     * @param count k, at most n
     */
    public static UnitClusters of(float[][] rows, int count, int passes, UniformRandomProvider random) {
        float[][] units = Arrays.stream(rows).map(UnitClusters::unit).toArray(float[][]::new);
        float[][] centres = first(units, count, random);
        int[] assigned = new int[units.length];
        Arrays.fill(assigned, -1);
        for (int pass = 0; pass < passes; pass++) {
            int[] nearest = assign(units, centres);
            refill(units, centres, nearest);
            if (Arrays.equals(nearest, assigned)) {
                break;
            }
            assigned = nearest;
            centres = means(units, assigned, count, centres);
        }
        return new UnitClusters(centres, assigned);
    }

    /** The clusters that an assignment makes. */
    public static UnitClusters of(float[][] rows, int[] assigned, int count) {
        float[][] units = Arrays.stream(rows).map(UnitClusters::unit).toArray(float[][]::new);
        return new UnitClusters(means(units, assigned, count, new float[count][units[0].length]), assigned);
    }

    /**
     * How loose each cluster is: {@code sum of |v - c| / (Z ln(Z + 10))} over its Z members; clusters of one take the
     * largest, then all are cut to the 10th and 90th percentile and scaled to a mean.
     */
    public double[] concentrations(float[][] rows, double mean) {
        double[] phi = raw(rows);
        double[] sorted = phi.clone();
        Arrays.sort(sorted);
        double low = quantile(sorted, LOW);
        double high = quantile(sorted, HIGH);
        double sum = 0;
        for (int i = 0; i < phi.length; i++) {
            phi[i] = Math.min(high, Math.max(low, phi[i]));
            sum += phi[i];
        }
        for (int i = 0; i < phi.length; i++) {
            phi[i] = sum == 0 ? mean : phi[i] * mean * phi.length / sum;
        }
        return phi;
    }

    /** Before percentiles and scaling. */
    double[] raw(float[][] rows) {
        double[] sums = new double[centres.length];
        int[] members = new int[centres.length];
        for (int row = 0; row < rows.length; row++) {
            float[] unit = unit(rows[row]);
            float[] centre = centres[assigned[row]];
            double squares = 0;
            for (int i = 0; i < unit.length; i++) {
                double difference = (double) unit[i] - centre[i];
                squares += difference * difference;
            }
            sums[assigned[row]] += Math.sqrt(squares);
            members[assigned[row]]++;
        }
        double largest = 0;
        for (int i = 0; i < sums.length; i++) {
            if (members[i] > 1) {
                sums[i] /= members[i] * Math.log(members[i] + SMOOTHING);
                largest = Math.max(largest, sums[i]);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = members[i] > 1 ? sums[i] : largest;
        }
        return sums;
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static float[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        float[] unit = new float[row.length];
        double length = Math.sqrt(squares);
        for (int i = 0; i < row.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (row[i] / length);
        }
        return unit;
    }

    private static float[][] first(float[][] units, int count, UniformRandomProvider random) {
        float[][] centres = new float[count][];
        double[] distance = new double[units.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        centres[0] = units[random.nextInt(units.length)].clone();
        for (int next = 1; next < count; next++) {
            double sum = 0;
            for (int row = 0; row < units.length; row++) {
                distance[row] = Math.min(distance[row], Math.max(0, 1 - dot(units[row], centres[next - 1])));
                sum += distance[row];
            }
            double drawn = random.nextDouble() * sum;
            int row = 0;
            while (row < units.length - 1 && drawn >= distance[row]) {
                drawn -= distance[row];
                row++;
            }
            centres[next] = units[row].clone();
        }
        return centres;
    }

    private static int[] assign(float[][] units, float[][] centres) {
        int[] nearest = new int[units.length];
        for (int row = 0; row < units.length; row++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int centre = 0; centre < centres.length; centre++) {
                double nearness = dot(units[row], centres[centre]);
                if (nearness > best) {
                    best = nearness;
                    nearest[row] = centre;
                }
            }
        }
        return nearest;
    }

    private static void refill(float[][] units, float[][] centres, int[] nearest) {
        int[] members = new int[centres.length];
        for (int cluster : nearest) {
            members[cluster]++;
        }
        for (int centre = 0; centre < centres.length; centre++) {
            if (members[centre] == 0) {
                int farthest = -1;
                double least = Double.POSITIVE_INFINITY;
                for (int row = 0; row < units.length; row++) {
                    double nearness = dot(units[row], centres[nearest[row]]);
                    if (members[nearest[row]] > 1 && nearness < least) {
                        least = nearness;
                        farthest = row;
                    }
                }
                members[nearest[farthest]]--;
                members[centre]++;
                nearest[farthest] = centre;
            }
        }
    }

    private static float[][] means(float[][] units, int[] assigned, int count, float[][] before) {
        double[][] sums = new double[count][units[0].length];
        for (int row = 0; row < units.length; row++) {
            for (int i = 0; i < units[row].length; i++) {
                sums[assigned[row]][i] += units[row][i];
            }
        }
        float[][] means = new float[count][];
        for (int centre = 0; centre < count; centre++) {
            double squares =
                    Arrays.stream(sums[centre]).map(value -> value * value).sum();
            // Members that cancel out leave no direction; the old one stays.
            means[centre] = squares == 0 ? before[centre] : new float[sums[centre].length];
            for (int i = 0; squares > 0 && i < sums[centre].length; i++) {
                means[centre][i] = (float) (sums[centre][i] / Math.sqrt(squares));
            }
        }
        return means;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
