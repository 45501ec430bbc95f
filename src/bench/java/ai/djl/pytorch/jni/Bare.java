package ai.djl.pytorch.jni;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * libtorch's operators on bare pointers, opened for benchmarks: one native call each, no array objects, no managers, no
 * scopes. Whoever is given a pointer frees it. Stands in the engine's package because its table of natives is hidden
 * there.
 */
public final class Bare {
    private static final PyTorchLibrary LIB = PyTorchLibrary.LIB;
    private static final int[] CPU = {0, -1};
    private static final long[] ONE = {1, 1};
    private static final int DENSE = 0;
    private static final int NEAREST = 0;
    private static final int BILINEAR = 2;
    private static final int FLOAT = DataType.FLOAT32.ordinal();

    private Bare() {}

    /** Memory that tensors can share, in the machine's byte order. */
    public static ByteBuffer room(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /** A tensor over a buffer that must outlive it. */
    public static long floats(ByteBuffer values, long... shape) {
        return LIB.torchFromBlob(values, shape, FLOAT, DENSE, CPU, false);
    }

    public static long longs(ByteBuffer values, long... shape) {
        return LIB.torchFromBlob(values, shape, DataType.INT64.ordinal(), DENSE, CPU, false);
    }

    public static long zerosLike(long x) {
        return LIB.torchZerosLike(x, FLOAT, DENSE, CPU, false);
    }

    public static long scalar(double value) {
        return LIB.torchFull(new long[0], value, FLOAT, DENSE, CPU, false);
    }

    public static void free(long x) {
        LIB.torchDeleteTensor(x);
    }

    /** The bytes of a contiguous tensor, copied. */
    public static ByteBuffer bytes(long x) {
        return ByteBuffer.wrap(LIB.torchDataPtr(x)).order(ByteOrder.nativeOrder());
    }

    public static float number(long scalar) {
        return bytes(scalar).getFloat();
    }

    public static void recording(boolean on) {
        LIB.torchSetGradMode(on);
    }

    /** The same memory as a leaf of a new graph. */
    public static long leaf(long x) {
        long leaf = LIB.torchDetachGrad(x);
        LIB.torchAttachGrad(leaf, true);
        return leaf;
    }

    public static long gradient(long leaf) {
        return LIB.torchGrad(leaf);
    }

    public static void backward(long loss, long one) {
        LIB.torchBackward(loss, one, false, false);
    }

    public static long conv(long x, long weight, long bias, int stride, int padding, int groups) {
        return LIB.torchNNConvNd(
                x, weight, bias, new long[] {stride, stride}, new long[] {padding, padding}, ONE, groups);
    }

    public static long norm(long x, long mean, long variance, long weight, long bias, double moves, double epsilon) {
        return LIB.torchNNBatchNorm(x, mean, variance, weight, bias, true, moves, epsilon);
    }

    public static long linear(long x, long weight, long bias) {
        return LIB.torchNNLinear(x, weight, bias);
    }

    public static long relu(long x) {
        return LIB.torchNNRelu(x);
    }

    public static long sigmoid(long x) {
        return LIB.torchSigmoid(x);
    }

    public static long dropout(long x, double rate) {
        return LIB.torchNNDropout(x, rate, true);
    }

    public static long mean(long x, int height, int width) {
        return LIB.torchNNAdaptiveAvgPool(x, new long[] {height, width});
    }

    public static long halve(long x, boolean largest) {
        long[] three = {3, 3};
        long[] two = {2, 2};
        return largest
                ? LIB.torchNNMaxPool(x, three, two, ONE, false)
                : LIB.torchNNAvgPool(x, three, two, ONE, false, true);
    }

    /** Every pixel becomes a square of its own. */
    public static long nearest(long x, long height, long width) {
        return LIB.torchNNInterpolate(x, new long[] {height, width}, NEAREST, false);
    }

    public static long bilinear(long x, long height, long width) {
        return LIB.torchNNInterpolate(x, new long[] {height, width}, BILINEAR, false);
    }

    public static long add(long a, long b) {
        return LIB.torchAdd(a, b);
    }

    public static long sub(long a, long b) {
        return LIB.torchSub(a, b);
    }

    public static long mul(long a, long b) {
        return LIB.torchMul(a, b);
    }

    public static long div(long a, long b) {
        return LIB.torchTrueDivide(a, b);
    }

    public static void addTo(long a, long b) {
        LIB.torchAddi(a, b);
    }

    public static void scale(long a, long b) {
        LIB.torchMuli(a, b);
    }

    public static long matMul(long a, long b) {
        return LIB.torchMatmul(a, b);
    }

    public static long transpose(long x) {
        return LIB.torchTranspose(x, 0, 1);
    }

    public static long concat(long axis, long... parts) {
        return LIB.torchCat(parts, axis);
    }

    public static long square(long x) {
        return LIB.torchSquare(x);
    }

    public static long sqrt(long x) {
        return LIB.torchSqrt(x);
    }

    public static long atLeast(long x, long least) {
        return LIB.torchMaximum(x, least);
    }

    public static long sum(long x, long axis, boolean kept) {
        return LIB.torchSum(x, new long[] {axis}, kept);
    }

    public static long sum(long x) {
        return LIB.torchSum(x);
    }

    public static long mean(long x) {
        return LIB.torchMean(x);
    }

    public static long negative(long x) {
        return LIB.torchNeg(x);
    }

    public static long logSoftmax(long x, long axis) {
        return LIB.torchLogSoftmax(x, axis, FLOAT);
    }

    public static long gather(long x, long index, long axis) {
        return LIB.torchGather(x, index, axis, false);
    }

    public static long reshape(long x, long... shape) {
        return LIB.torchReshape(x, shape);
    }

    /** One native call for a whole tensor; epsilon is added to the uncorrected root. */
    public static void adam(
            long weight,
            long gradient,
            long mean,
            long square,
            double rate,
            double corrected,
            double decay,
            double beta1,
            double beta2,
            double epsilon) {
        LIB.adamUpdate(
                weight,
                gradient,
                mean,
                square,
                (float) rate,
                (float) corrected,
                (float) decay,
                1,
                -1,
                (float) beta1,
                (float) beta2,
                (float) epsilon,
                false);
    }

    /** One native call for a whole tensor. */
    public static void sgd(long weight, long gradient, long velocity, double rate, double decay, double momentum) {
        LIB.sgdUpdate(weight, gradient, velocity, (float) rate, (float) decay, 1, -1, (float) momentum);
    }
}
