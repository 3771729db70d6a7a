package org.monge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parquet files with images in them, as public dataset hubs keep them: a column of structs with the image file in
 * {@code bytes}, or of image files themselves, and, where there are classes, a column of integers named {@code label},
 * {@code labels} or {@code fine_label}. One file, or a folder of them: of its files those whose names begin with the split
 * ({@code train-00000-of-00002.parquet}), or all where none does. Images come in the order of the names and rows.
 */
public final class ParquetFiles implements DatasetReader {
    private static final String ENDING = ".parquet";
    private static final int LEAST = 12; // two magic words and the length of the footer

    /** Where images and labels stand, as SQL. */
    private record Columns(String image, Optional<String> label) {}

    @Override
    public boolean recognizes(Path path) {
        if (!Files.isDirectory(path)) {
            return Files.isRegularFile(path) && isParquet(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(ParquetFiles::isParquet);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isParquet(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        List<Integer> labels = new ArrayList<>();
        try (ImageDecoder decoder = new ImageDecoder(request, ImageDecoder.usualThreads());
                Connection database = open()) {
            int rows = 0;
            for (Path file : files(path, request.split())) {
                InvalidDataException.requireContent(file, LEAST);
                rows += read(database, file, decoder, labels);
                boolean agrees = labels.isEmpty() || labels.size() == rows;
                InvalidDataException.require(agrees, file, "labels", "in all files or in none", "some");
            }
            decoder.finish(path);
            boolean labelled = !labels.isEmpty();
            int[] kept = decoder.kept().stream()
                    .filter(row -> labelled)
                    .mapToInt(labels::get)
                    .toArray();
            return new Dataset(
                    request.name(),
                    decoder.told(path),
                    request.shape().shape(),
                    decoder.pixels(),
                    kept,
                    classes(kept, request.classes()));
        } catch (SQLException failure) {
            throw new IOException(
                    "Parquet files could not be read: " + InvalidDataException.firstLine(failure), failure);
        }
    }

    private static Connection open() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private static List<Path> files(Path path, Split split) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> listed = Files.list(path)) {
            List<Path> all = listed.filter(ParquetFiles::isParquet).sorted().toList();
            List<Path> named = all.stream()
                    .filter(file -> file.getFileName().toString().startsWith(split.toString()))
                    .toList();
            return named.isEmpty() ? all : named;
        }
    }

    /** Takes the rows of one file, and returns how many. */
    private static int read(Connection database, Path file, ImageDecoder decoder, List<Integer> labels)
            throws IOException {
        String table = "read_parquet('" + file.toString().replace("'", "''") + "')";
        try (Statement statement = database.createStatement()) {
            Columns columns = columns(statement, file, table);
            String wanted =
                    columns.image() + columns.label().map(label -> ", " + label).orElse("");
            try (ResultSet rows = statement.executeQuery("SELECT " + wanted + " FROM " + table)) {
                int row = 0;
                for (; rows.next(); row++) {
                    String name = file + ", row " + row;
                    byte[] image = rows.getBytes(1);
                    InvalidDataException.require(image != null, name, "image", "there", "nothing");
                    decoder.add(name, () -> image);
                    if (columns.label().isPresent()) {
                        labels.add(rows.getInt(2));
                        InvalidDataException.require(!rows.wasNull(), name, "label", "there", "nothing");
                    }
                }
                return row;
            }
        } catch (SQLException damaged) {
            throw new InvalidDataException(
                    file + ": Parquet file must be whole, got " + InvalidDataException.firstLine(damaged), damaged);
        }
    }

    private static Columns columns(Statement statement, Path file, String table) throws SQLException, IOException {
        Optional<String> image = Optional.empty();
        Optional<String> label = Optional.empty();
        List<String> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
            while (rows.next()) {
                String name = rows.getString(1);
                String type = rows.getString(2);
                String quoted = '"' + name.replace("\"", "\"\"") + '"';
                all.add(name + " " + type);
                if (image.isEmpty() && type.startsWith("STRUCT") && type.contains("bytes BLOB")) {
                    image = Optional.of(quoted + ".bytes");
                } else if (image.isEmpty() && type.equals("BLOB")) {
                    image = Optional.of(quoted);
                } else if (name.matches("labels?|fine_label") && type.matches("U?(TINY|SMALL|BIG)?INT(EGER)?")) {
                    label = Optional.of(quoted);
                }
            }
        }
        InvalidDataException.require(
                image.isPresent(), file, "columns", "such that one holds image files", String.join(", ", all));
        return new Columns(image.orElseThrow(), label);
    }

    private static List<String> classes(int[] labels, List<String> named) throws InvalidDataException {
        int least = IntStream.of(labels).min().orElse(0);
        InvalidDataException.require(least >= 0, "labels", "values", "at least 0", least);
        int count = labels.length == 0 ? 0 : IntStream.of(labels).max().orElseThrow() + 1;
        boolean fits = named.size() >= count && count > 0;
        return fits
                ? named
                : IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
