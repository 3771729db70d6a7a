package org.monge.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Each reader, and each format of images, against {@link ReaderContract}. */
class ReadersTest {
    @Nested
    class PlainIdxFile extends IdxContract {
        @Override
        byte[] content() {
            return DataFiles.idx(DataFiles.counting(3 * 36), 3, 6, 6);
        }
    }

    @Nested
    class PackedIdxFile extends IdxContract {
        @Override
        byte[] content() {
            return DataFiles.gzip(DataFiles.idx(DataFiles.counting(3 * 36), 3, 6, 6));
        }
    }

    @Nested
    class IdxFolder extends IdxContract {
        @Override
        byte[] content() {
            return DataFiles.idx(new byte[] {7, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3}, 15);
        }

        @Override
        Path place(Path folder) {
            return folder.resolve("data/train-labels-idx1-ubyte");
        }

        @Override
        Path target(Path folder) {
            return folder.resolve("data");
        }

        @Override
        void surround(Path folder) throws IOException {
            Path images = target(folder).resolve("train-images-idx3-ubyte.gz");
            DataFiles.write(images, DataFiles.gzip(DataFiles.idx(DataFiles.counting(15 * 4), 15, 2, 2)));
        }
    }

    @Nested
    class Png extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.picture("png");
        }

        @Override
        int tail() {
            return 21; // the end of the packed data, two checksums and the chunk IEND
        }
    }

    @Nested
    class Jpeg extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.picture("jpg");
        }
    }

    @Nested
    class Gif extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.picture("gif");
        }

        @Override
        int tail() {
            return 1; // the end mark
        }
    }

    @Nested
    class Bmp extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.picture("bmp");
        }
    }

    @Nested
    class LossyWebp extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.LOSSY_WEBP;
        }
    }

    @Nested
    class LosslessWebp extends PictureContract {
        @Override
        byte[] content() {
            return DataFiles.LOSSLESS_WEBP;
        }
    }

    @Nested
    class ZipOfImages extends FileContract {
        @Override
        DatasetReader reader() {
            return new ImageArchive();
        }

        @Override
        String name() {
            return "photos.ZIP";
        }

        @Override
        byte[] content() {
            return DataFiles.zip(DataFiles.pictures());
        }
    }

    @Nested
    class TarOfImages extends FileContract {
        @Override
        DatasetReader reader() {
            return new ImageArchive();
        }

        @Override
        String name() {
            return "photos.tar";
        }

        @Override
        byte[] content() {
            return DataFiles.tar(DataFiles.pictures());
        }
    }

    @Nested
    class PackedTarOfImages extends FileContract {
        @Override
        DatasetReader reader() {
            return new ImageArchive();
        }

        @Override
        String name() {
            return "photos.tar.gz";
        }

        @Override
        byte[] content() {
            return DataFiles.gzip(DataFiles.tar(DataFiles.pictures()));
        }
    }

    @Nested
    class NpyOfBytes extends FileContract {
        @Override
        DatasetReader reader() {
            return new NpyFiles();
        }

        @Override
        String name() {
            return "images.npy";
        }

        @Override
        byte[] content() {
            return DataFiles.npy("|u1", DataFiles.counting(2 * 75), 2, 5, 5, 3);
        }
    }

    @Nested
    class NpyOfFloats extends FileContract {
        @Override
        DatasetReader reader() {
            return new NpyFiles();
        }

        @Override
        String name() {
            return "images.npy";
        }

        @Override
        byte[] content() {
            return DataFiles.npy("<f4", DataFiles.floats(new float[32]), 2, 4, 4);
        }
    }

    @Nested
    class Npz extends FileContract {
        @Override
        DatasetReader reader() {
            return new NpyFiles();
        }

        @Override
        String name() {
            return "both.npz";
        }

        @Override
        byte[] content() {
            return DataFiles.zip(Map.of(
                    "x.npy", DataFiles.npy("|u1", DataFiles.counting(32), 2, 4, 4),
                    "y.npy", DataFiles.npy("|u1", new byte[] {1, 0}, 2)));
        }
    }

    @Nested
    class Parquet extends FileContract {
        @Override
        DatasetReader reader() {
            return new ParquetFiles();
        }

        @Override
        String name() {
            return "images.parquet";
        }

        @Override
        byte[] content() {
            return ParquetFilesTest.parquet("SELECT {'bytes': from_hex('"
                    + ParquetFilesTest.hex(DataFiles.plain(9, 4, 4)) + "'), 'path': 'a'} AS image");
        }
    }

    @Nested
    class CifarFile extends FileContract {
        @Override
        DatasetReader reader() {
            return new CifarFiles();
        }

        @Override
        String name() {
            return "some.bin";
        }

        @Override
        byte[] content() {
            return new byte[2 * 3073];
        }
    }

    @Nested
    class CifarFolder extends FileContract {
        @Override
        DatasetReader reader() {
            return new CifarFiles();
        }

        @Override
        String name() {
            return "cifar/data_batch_2.bin";
        }

        @Override
        Path target(Path folder) {
            return folder.resolve("cifar");
        }

        @Override
        void surround(Path folder) throws IOException {
            DataFiles.write(folder.resolve("cifar/data_batch_1.bin"), new byte[3073]);
        }

        @Override
        byte[] content() {
            return new byte[2 * 3073];
        }
    }

    abstract static class FileContract extends ReaderContract {
        abstract String name();

        @Override
        Path place(Path folder) {
            return folder.resolve(name());
        }

        @Override
        Path target(Path folder) {
            return place(folder);
        }
    }

    abstract static class IdxContract extends ReaderContract {
        @Override
        DatasetReader reader() {
            return new IdxFiles();
        }

        @Override
        Path place(Path folder) {
            return folder.resolve("some-file");
        }

        @Override
        Path target(Path folder) {
            return place(folder);
        }
    }

    /** The damaged picture lies in the middle of whole ones. */
    abstract static class PictureContract extends ReaderContract {
        @Override
        DatasetReader reader() {
            return new ImageFolder();
        }

        @Override
        Path place(Path folder) {
            return folder.resolve("pictures/b/2.png");
        }

        @Override
        Path target(Path folder) {
            return folder.resolve("pictures");
        }

        @Override
        void surround(Path folder) throws IOException {
            DataFiles.write(target(folder).resolve("a/1.png"), DataFiles.plain(10, 4, 4));
            DataFiles.write(target(folder).resolve("b/1.png"), DataFiles.plain(20, 4, 4));
            DataFiles.write(target(folder).resolve("b/3.png"), DataFiles.plain(30, 4, 4));
        }
    }
}
