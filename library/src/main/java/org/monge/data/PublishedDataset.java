package org.monge.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A dataset that goes by a name, and where its publisher keeps it.
 *
 * @param name as in {@code monge data fetch NAME}
 * @param title as people write it
 * @param classes in the order of the labels
 * @param files in the order in which they are fetched
 */
public record PublishedDataset(String name, String title, List<String> classes, List<RemoteFile> files) {
    /** Xiao, Rasul and Vollgraf (2017): 70,000 grey images of clothes, 28 by 28. */
    public static final PublishedDataset FASHION_MNIST = new PublishedDataset(
            "fashion-mnist",
            "Fashion-MNIST",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            idx(
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"));

    /**
     * LeCun, Cortes and Burges (1998): 70,000 grey images of handwritten digits, 28 by 28. The authors' own page has
     * stopped answering with the files; this address is the copy that the PyTorch project keeps with their permission.
     */
    public static final PublishedDataset MNIST = new PublishedDataset(
            "mnist",
            "MNIST",
            IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
            idx(
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"));

    /** All that are known, in alphabetical order. */
    public static final List<PublishedDataset> ALL = List.of(FASHION_MNIST, MNIST);

    /**
     * One file of it.
     *
     * @param name under which it is kept
     * @param address of its publisher
     * @param sha256 of its content, in lower-case hexadecimal
     */
    public record RemoteFile(String name, URI address, String sha256) {}

    public PublishedDataset {
        classes = List.copyOf(classes);
        files = List.copyOf(files);
    }

    /** The dataset of this name, if it is known. */
    public static Optional<PublishedDataset> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name.equals(name)).findFirst();
    }

    private static List<RemoteFile> idx(
            String folder, String trainLabels, String trainImages, String testLabels, String testImages) {
        return List.of(
                file(folder, "train-labels-idx1-ubyte.gz", trainLabels),
                file(folder, "train-images-idx3-ubyte.gz", trainImages),
                file(folder, "t10k-labels-idx1-ubyte.gz", testLabels),
                file(folder, "t10k-images-idx3-ubyte.gz", testImages));
    }

    private static RemoteFile file(String folder, String name, String sha256) {
        return new RemoteFile(name, URI.create(folder + name), sha256);
    }
}
