package org.fedlens.data.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The public sets that are known here. Checksums come from the authors' own pages (Fashion-MNIST, CIFAR) or from the
 * loaders of torchvision (MNIST, KMNIST, EMNIST, SVHN, VOC) and PyTorch-Encoding (ADE20K); sizes from the authors'
 * pages, from published logs of downloads and, for Fashion-MNIST, from the files themselves. A size or licence that
 * could not be found is left open.
 */
public final class PublicSets {
    private static final String FASHION = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private static final String KMNIST = "http://codh.rois.ac.jp/kmnist/dataset/kmnist/";
    private static final String TORONTO = "https://www.cs.toronto.edu/~kriz/";
    private static final String STANFORD = "http://ufldl.stanford.edu/housenumbers/";

    private PublicSets() {}

    /** All of them, those that load by themselves first. */
    public static List<PublicSet> all() {
        return List.of(
                fashion(),
                mnist(),
                kmnist(),
                emnist(),
                cifar10(),
                cifar100(),
                svhn(),
                voc(),
                ade(),
                cityscapes(),
                market());
    }

    /** The set with an id. */
    public static Optional<PublicSet> named(String id) {
        return all().stream().filter(set -> set.id().equals(id)).findFirst();
    }

    private static PublicSet fashion() {
        return new PublicSet(
                "fashion-mnist",
                "Fashion-MNIST",
                60_000,
                10,
                31,
                "MIT",
                URI.create("https://github.com/zalandoresearch/fashion-mnist"),
                List.of(
                        file(FASHION, "train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                        file(FASHION, "train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                        file(FASHION, "t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                        file(FASHION, "t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
                "");
    }

    private static PublicSet mnist() {
        return new PublicSet(
                "mnist",
                "MNIST",
                60_000,
                10,
                12,
                "",
                URI.create("http://yann.lecun.com/exdb/mnist/"),
                List.of(
                        file(MNIST, "train-images-idx3-ubyte.gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                        file(MNIST, "train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
                        file(MNIST, "t10k-images-idx3-ubyte.gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
                        file(MNIST, "t10k-labels-idx1-ubyte.gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c")),
                "");
    }

    private static PublicSet kmnist() {
        return new PublicSet(
                "kmnist",
                "KMNIST",
                60_000,
                10,
                0,
                "CC BY-SA 4.0",
                URI.create("https://github.com/rois-codh/kmnist"),
                List.of(
                        file(KMNIST, "train-images-idx3-ubyte.gz", 18_165_135, "bdb82020997e1d708af4cf47b453dcf7"),
                        file(KMNIST, "train-labels-idx1-ubyte.gz", 0, "e144d726b3acfaa3e44228e80efcd344"),
                        file(KMNIST, "t10k-images-idx3-ubyte.gz", 0, "5c965bf0a639b31b8f53240b1b52f4d7"),
                        file(KMNIST, "t10k-labels-idx1-ubyte.gz", 0, "7320c461ea6c1c855c0b718fb2a4b134")),
                "");
    }

    private static PublicSet emnist() {
        return new PublicSet(
                "emnist",
                "EMNIST",
                112_800,
                47,
                562,
                "",
                URI.create("https://www.nist.gov/itl/products-and-services/emnist-dataset"),
                List.of(file(
                        "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/",
                        "gzip.zip",
                        561_753_746,
                        "58c8d27c78d21e728a6bc7b3cc06412e")),
                "");
    }

    private static PublicSet cifar10() {
        return new PublicSet(
                "cifar-10",
                "CIFAR-10",
                50_000,
                10,
                170,
                "",
                URI.create(TORONTO + "cifar.html"),
                List.of(file(TORONTO, "cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530")),
                "cifar-10-batches-bin");
    }

    private static PublicSet cifar100() {
        return new PublicSet(
                "cifar-100",
                "CIFAR-100",
                50_000,
                100,
                169,
                "",
                URI.create(TORONTO + "cifar.html"),
                List.of(file(TORONTO, "cifar-100-binary.tar.gz", 169_001_437, "03b5dce01913d631647c71ecec9e9cb8")),
                "cifar-100-binary");
    }

    private static PublicSet svhn() {
        return new PublicSet(
                "svhn",
                "SVHN",
                73_257,
                10,
                246,
                "for non-commercial use only",
                URI.create(STANFORD),
                List.of(
                        file(STANFORD, "train_32x32.mat", 182_040_794, "e26dedcc434d2e4c54c9b2d4a06d8373"),
                        file(STANFORD, "test_32x32.mat", 64_275_384, "eb5a983be6a315427106f1b164d9cef3")),
                "");
    }

    private static PublicSet voc() {
        return new PublicSet(
                "voc-2012",
                "PASCAL VOC 2012",
                1_464,
                21,
                2_000,
                "Flickr terms of use",
                URI.create("http://host.robots.ox.ac.uk/pascal/VOC/voc2012/"),
                List.of(file(
                        "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/",
                        "VOCtrainval_11-May-2012.tar",
                        1_999_639_040L,
                        "6cd6e144f989b92b3379bac3b3de84fd")),
                "VOCdevkit/VOC2012");
    }

    private static PublicSet ade() {
        return new PublicSet(
                "ade20k",
                "ADE20K scene parsing",
                20_210,
                150,
                0,
                "for non-commercial research and education",
                URI.create("http://sceneparsing.csail.mit.edu"),
                List.of(RemoteFile.of(
                        "http://data.csail.mit.edu/places/ADEchallenge/ADEChallengeData2016.zip",
                        0,
                        Checksum.sha1("219e1696abb36c8ba3a3afe7fb2f4b4606a897c7"))),
                "ADEChallengeData2016");
    }

    private static PublicSet cityscapes() {
        return manual("cityscapes", "Cityscapes", 2_975, 19, "https://www.cityscapes-dataset.com");
    }

    private static PublicSet market() {
        return manual(
                "market-1501", "Market-1501", 12_936, 0, "https://zheng-lab.cecs.anu.edu.au/Project/project_reid.html");
    }

    private static PublicSet manual(String id, String title, int images, int classes, String home) {
        return new PublicSet(id, title, images, classes, 0, "", URI.create(home), List.of(), "");
    }

    private static RemoteFile file(String folder, String name, long bytes, String md5) {
        return RemoteFile.of(folder + name, bytes, Checksum.md5(md5));
    }
}
