package org.fedlens.report;

/**
 * An exponential moving average without the bias towards zero of its beginning: m_t = w m_(t-1) + (1 - w) y_t with
 * m_0 = 0, shown as m_t / (1 - w^t), so the first value is the first point itself (Kingma and Ba, 2015, section 3, use
 * the same correction). Points without a value are passed over and stay without one.
 *
 * @param weight how much of the past is kept, from 0 (nothing: the raw line) to below 1
 */
public record Smoothing(double weight) {
    public static final Smoothing NONE = new Smoothing(0);

    public Smoothing {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("Weight " + weight);
        }
    }

    public boolean isOn() {
        return weight > 0;
    }

    public CurvePoints of(CurvePoints raw) {
        double[] smooth = new double[raw.size()];
        double mean = 0;
        double left = 1;
        for (int i = 0; i < smooth.length; i++) {
            double value = raw.y()[i];
            if (Double.isFinite(value)) {
                mean = weight * mean + (1 - weight) * value;
                left *= weight;
                smooth[i] = mean / (1 - left);
            } else {
                smooth[i] = value;
            }
        }
        return new CurvePoints(raw.x(), smooth);
    }
}
