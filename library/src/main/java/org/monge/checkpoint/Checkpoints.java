package org.monge.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monge.engine.Require;
import org.monge.engine.Stateful;
import org.monge.engine.WholeFile;

/** A run's folder of checkpoints, {@code step-00001000.safetensors} and so on. The last two are kept. */
public final class Checkpoints {
    private static final int KEPT = 2;
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})\\.safetensors");

    private final Path folder;

    /** The checkpoints in {@code folder}, which need not exist yet. */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Saves the state of {@code whole}, and removes what it makes superfluous once it is in place.
     *
     * @param step steps since the run's beginning, not less than those of the newest checkpoint
     * @param recipe the digest of what is being run
     * @return the new file
     * @throws IllegalArgumentException if there is a checkpoint of a later step
     * @throws IOException naming the file and the reason; earlier checkpoints are still there
     */
    public Path save(long step, String recipe, Stateful whole) throws IOException {
        createFolder();
        List<Path> earlier = files();
        long least = earlier.isEmpty() ? 0 : step(earlier.get(0));
        Require.that(step >= least, "step", "at least that of the newest checkpoint, " + least, step);
        Path file = folder.resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
        Checkpoint.save(file, step, recipe, whole);
        for (Path superfluous : superfluous()) {
            Files.deleteIfExists(superfluous);
        }
        return file;
    }

    /**
     * The newest checkpoint, every bit of it checked; nothing if there is none.
     *
     * @throws InvalidCheckpointException if it is damaged; the message names it and what could be used instead, and
     *     every file stays as it is
     * @throws IOException if it cannot be read
     */
    public Optional<Checkpoint> latest() throws IOException {
        List<Path> files = files();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.open(files.get(0)));
        } catch (InvalidCheckpointException damage) {
            throw new InvalidCheckpointException(damage, advice(files));
        }
    }

    private static String advice(List<Path> files) throws IOException {
        for (int i = 1; i < files.size(); i++) {
            if (isIntact(files.get(i))) {
                String damaged = files.subList(0, i).stream()
                        .map(file -> file.getFileName().toString())
                        .collect(Collectors.joining(" and "));
                return "remove " + damaged + " to go on from " + files.get(i).getFileName();
            }
        }
        return "no earlier checkpoint is intact";
    }

    private static boolean isIntact(Path file) throws IOException {
        try {
            Checkpoint.open(file);
            return true;
        } catch (InvalidCheckpointException damage) {
            return false;
        }
    }

    /** The checkpoints that there are, newest first. */
    private List<Path> files() throws IOException {
        return list(Checkpoints::isCheckpoint).stream()
                .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
                .toList();
    }

    private List<Path> superfluous() throws IOException {
        List<Path> superfluous = new ArrayList<>(files().stream().skip(KEPT).toList());
        superfluous.addAll(list(Checkpoints::isStale));
        return superfluous;
    }

    private static boolean isCheckpoint(String name) {
        return NAME.matcher(name).matches();
    }

    private static boolean isStale(String name) {
        return WholeFile.interrupted(name).filter(Checkpoints::isCheckpoint).isPresent();
    }

    private List<Path> list(Predicate<String> choice) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> choice.test(file.getFileName().toString()))
                    .toList();
        }
    }

    private void createFolder() throws IOException {
        try {
            WholeFile.makeFolder(folder);
        } catch (IOException failure) {
            throw WholeFile.cannot("make", folder, failure);
        }
    }

    private static long step(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("checkpoint must be named " + NAME + ", got " + file);
        }
        return Long.parseLong(matcher.group(1));
    }
}
