package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
    @TempDir
    private Path folder;

    /** A Parquet file of what this query selects. */
    static byte[] parquet(String query) {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            Path file = Files.createTempFile("rows", ".parquet");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            return content;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** One row of a hub's layout: a grey image and its label. */
    private static String row(int grey, int label) {
        return "SELECT {'bytes': from_hex('" + hex(DataFiles.plain(grey, 4, 4)) + "'), 'path': 'x.png'} AS img, "
                + label + "::BIGINT AS label";
    }

    private static String broken() {
        return "SELECT {'bytes': from_hex('00'), 'path': 'x.png'} AS img, 0::BIGINT AS label";
    }

    private static Dataset read(Path path) throws IOException {
        return new ParquetFiles().read(path, DataFiles.request(4, 1));
    }

    private static int grey(Dataset dataset, int index) {
        return DataFiles.values(dataset, index)[0];
    }

    @Test
    void imagesComeInTheOrderOfRowsWithTheirLabels() throws IOException {
        Path file = DataFiles.write(folder.resolve("it's.parquet"), parquet(row(30, 2) + " UNION ALL " + row(10, 0)));
        Dataset dataset = read(file);
        assertEquals(2, dataset.count());
        assertArrayEquals(new int[] {30, 10}, new int[] {grey(dataset, 0), grey(dataset, 1)});
        assertArrayEquals(new int[] {2, 0}, new int[] {dataset.label(0), dataset.label(1)});
        assertEquals(List.of("0", "1", "2"), dataset.classes());
    }

    @Test
    void folderIsReadBySplitInTheOrderOfNames() throws IOException {
        DataFiles.write(folder.resolve("train-1.parquet"), parquet(row(20, 1)));
        DataFiles.write(folder.resolve("train-0.parquet"), parquet(row(10, 0)));
        DataFiles.write(folder.resolve("test-0.parquet"), parquet(row(90, 0)));
        Dataset train = read(folder);
        assertArrayEquals(new int[] {10, 20}, new int[] {grey(train, 0), grey(train, 1)});
        Dataset test =
                new ParquetFiles().read(folder, DataFiles.request("some", Split.TEST, new ImageShape(4, 1), List.of()));
        assertEquals(1, test.count());
        assertEquals(90, grey(test, 0));
    }

    @Test
    void columnOfPlainFilesWithoutLabelsWillDo() throws IOException {
        String plain = "SELECT 7 AS id, from_hex('" + hex(DataFiles.plain(50, 4, 4)) + "') AS jpg";
        Dataset dataset = read(DataFiles.write(folder.resolve("plain.parquet"), parquet(plain)));
        assertEquals(50, grey(dataset, 0));
        assertFalse(dataset.isLabelled());
    }

    @Test
    void tableWithoutImagesIsRefusedWithItsColumns() throws IOException {
        Path file = DataFiles.write(folder.resolve("words.parquet"), parquet("SELECT 'a' AS text, 1 AS label"));
        var refused = assertThrows(InvalidDataException.class, () -> read(file));
        assertEquals(
                file + ": columns must be such that one holds image files, got text VARCHAR, label INTEGER",
                refused.getMessage());
    }

    @Test
    void labelsAreInAllFilesAndRowsOrInNone() throws IOException {
        DataFiles.write(folder.resolve("a.parquet"), parquet(row(10, 0)));
        Path bare = DataFiles.write(
                folder.resolve("b.parquet"),
                parquet("SELECT from_hex('" + hex(DataFiles.plain(50, 4, 4)) + "') AS image"));
        var some = assertThrows(InvalidDataException.class, () -> read(folder));
        assertEquals(bare + ": labels must be in all files or in none, got some", some.getMessage());
        Path gap = DataFiles.write(
                folder.resolve("gap.parquet"), parquet(row(10, 0).replace("0::BIGINT", "NULL::BIGINT")));
        var nothing = assertThrows(InvalidDataException.class, () -> read(gap));
        assertEquals(gap + ", row 0: label must be there, got nothing", nothing.getMessage());
    }

    @Test
    void unreadableImageIsNamedByItsRowOrLeftOut() throws IOException {
        Path file = DataFiles.write(
                folder.resolve("images.parquet"),
                parquet(row(10, 0) + " UNION ALL " + broken() + " UNION ALL " + row(30, 2)));
        var refused = assertThrows(InvalidDataException.class, () -> read(file));
        assertTrue(refused.getMessage().startsWith(file + ", row 1: "), refused.getMessage());
        Dataset dataset = new ParquetFiles().read(file, DataFiles.skipping(4, 1));
        assertArrayEquals(new int[] {10, 30}, new int[] {grey(dataset, 0), grey(dataset, 1)});
        assertArrayEquals(new int[] {0, 2}, new int[] {dataset.label(0), dataset.label(1)});
        assertEquals(file + " (1 unreadable of 3 left out)", dataset.source());
    }
}
