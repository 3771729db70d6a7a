package org.monge.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.monge.engine.WholeFile;

/** The folder of one run, and where everything in it lies. */
public record RunFolder(Path path) {
    private static final Pattern SAMPLE = Pattern.compile("step-(\\d{6,18})\\.png");

    /** What becomes of a run that is already there. */
    public enum Existing {
        /** It stays, and the new run is refused. */
        KEPT,
        /** It is deleted. */
        OVERWRITTEN
    }

    /**
     * An empty folder for a new run. A folder that holds something is refused, unless it holds a run that may be
     * overwritten.
     *
     * @throws IOException naming the folder and the rule that it breaks
     */
    public static RunFolder create(Path path, Existing existing) throws IOException {
        RunFolder folder = new RunFolder(path);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("run folder must be a folder, got the file " + path);
        }
        if (Files.isDirectory(path) && !entries(path).isEmpty()) {
            if (existing == Existing.KEPT) {
                throw new IOException("run folder must be new or empty, or --overwrite given, got " + path);
            }
            if (!folder.holdsRun()) {
                throw new IOException("run folder must hold recipe.yaml and run.json to be overwritten, got " + path);
            }
            folder.clear();
        }
        try {
            WholeFile.makeFolder(path);
        } catch (FileAlreadyExistsException file) {
            throw new IOException("run folder must lie in a folder, got a file in the way: " + file.getFile(), file);
        } catch (IOException failure) {
            throw WholeFile.cannot("make run folder", path, failure);
        }
        if (!Files.isWritable(path)) {
            throw new IOException("run folder must be writable, got " + path);
        }
        return folder;
    }

    /**
     * The first free of {@code parent/name-1}, {@code parent/name-2} and so on, made empty.
     *
     * @throws IOException naming the folder and why it cannot be made
     */
    public static RunFolder numbered(Path parent, String name) throws IOException {
        for (int number = 1; ; number++) {
            Path path = parent.resolve(name + "-" + number);
            WholeFile.makeFolder(parent);
            try {
                return new RunFolder(Files.createDirectory(path));
            } catch (FileAlreadyExistsException taken) {
                // Another run has it: the next number.
            } catch (IOException failure) {
                throw WholeFile.cannot("make run folder", path, failure);
            }
        }
    }

    /**
     * The folder of a run that was started earlier.
     *
     * @throws IOException if it holds no {@code recipe.yaml} and {@code run.json}
     */
    public static RunFolder open(Path path) throws IOException {
        RunFolder folder = new RunFolder(path);
        if (!Files.exists(path)) {
            throw new IOException("run folder must exist, got " + path);
        }
        if (!folder.holdsRun()) {
            throw new IOException("run folder must hold recipe.yaml and run.json, got " + path);
        }
        return folder;
    }

    /** The resolved recipe. */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** A {@link RunInfo}. */
    public Path info() {
        return path.resolve("run.json");
    }

    /** A {@link MetricsLog}. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The sample grid after {@code step} steps. */
    public Path sample(long step) {
        return path.resolve("samples").resolve(String.format(Locale.ROOT, "step-%06d.png", step));
    }

    /** The sample grids that are there, in the order of their steps. */
    public List<Path> samples() throws IOException {
        Path samples = path.resolve("samples");
        if (!Files.isDirectory(samples)) {
            return List.of();
        }
        return entries(samples).stream()
                .filter(file -> SAMPLE.matcher(file.getFileName().toString()).matches())
                .sorted(Comparator.comparingLong(RunFolder::step))
                .toList();
    }

    /** The step of a sample grid. */
    public static long step(Path sample) {
        Matcher name = SAMPLE.matcher(sample.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("sample must be named step-000100.png or so, got " + sample);
        }
        return Long.parseLong(name.group(1));
    }

    /** The sample grids over time. */
    public Path animation() {
        return path.resolve("samples.gif");
    }

    /** The chart of the losses. */
    public Path losses() {
        return path.resolve("losses.png");
    }

    /** The chart of what was measured of samples. */
    public Path evaluations() {
        return path.resolve("evaluation.png");
    }

    /** The chart of the examinations of the game. */
    public Path diagnostics() {
        return path.resolve("diagnostics.png");
    }

    /** The chart of the critic's weights. */
    public Path weights() {
        return path.resolve("weights.png");
    }

    /** The page that holds all of it. */
    public Path page() {
        return path.resolve("report.html");
    }

    /** The folder of checkpoints. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The generator's weights. */
    public Path generator() {
        return path.resolve("generator.safetensors");
    }

    /** The discriminator's weights. */
    public Path discriminator() {
        return path.resolve("discriminator.safetensors");
    }

    /** The folder of the best checkpoint, in the form of a run that was interrupted there; it need not exist. */
    public RunFolder best() {
        return new RunFolder(path.resolve("best"));
    }

    /** In the folder of a best checkpoint, a {@link Best}. */
    public Path merit() {
        return path.resolve("best.json");
    }

    /** What to write into a folder. */
    @FunctionalInterface
    public interface Content {
        void writeTo(RunFolder folder) throws IOException;
    }

    /**
     * Replaces the folder of the best checkpoint by what {@code content} writes. Its files are always those of one step; a
     * process that dies in between leaves the former folder, the new one, or none.
     */
    public void replaceBest(Content content) throws IOException {
        Path fresh = path.resolve(".best.tmp");
        Path former = path.resolve(".best.old");
        for (Path left : List.of(fresh, former)) {
            if (Files.exists(left)) {
                delete(left);
            }
        }
        content.writeTo(new RunFolder(fresh));
        try {
            if (Files.exists(best().path())) {
                Files.move(best().path(), former);
            }
            Files.move(fresh, best().path());
            if (Files.exists(former)) {
                delete(former);
            }
        } catch (IOException failure) {
            throw WholeFile.cannot("replace", best().path(), failure);
        }
    }

    private boolean holdsRun() {
        return Files.isRegularFile(recipe()) && Files.isRegularFile(info());
    }

    /** What marks the folder as a run goes last, so that a deletion cut short can be taken up again. */
    private void clear() throws IOException {
        try {
            for (Path entry : entries(path)) {
                if (!entry.equals(recipe()) && !entry.equals(info())) {
                    delete(entry);
                }
            }
            Files.delete(info());
            Files.delete(recipe());
        } catch (IOException failure) {
            throw WholeFile.cannot("overwrite", path, failure);
        }
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException failure) {
            throw WholeFile.cannot("list", folder, failure);
        }
    }
}
