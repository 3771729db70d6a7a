package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.WholeFile;
import org.monge.report.RunFolder.Existing;

class RunFolderTest {
    @TempDir
    Path parent;

    @Test
    void newFolderIsMadeWithItsParents() throws IOException {
        RunFolder folder = RunFolder.create(parent.resolve("runs/a"), Existing.KEPT);
        assertTrue(Files.isDirectory(folder.path()));
        assertEquals(parent.resolve("runs/a/samples/step-000100.png"), folder.sample(100));
        assertEquals(parent.resolve("runs/a/samples/step-12345678.png"), folder.sample(12_345_678));
    }

    @Test
    void runThatIsThereIsKeptUnlessItIsOverwritten() throws IOException {
        Path path = run("a");
        assertMessage(
                "run folder must be new or empty, or --overwrite given, got " + path,
                () -> RunFolder.create(path, Existing.KEPT));
        assertTrue(Files.exists(path.resolve("samples/step-000100.png")));
        RunFolder.create(path, Existing.OVERWRITTEN);
        assertEquals(0, path.toFile().list().length);
    }

    @Test
    void folderWithoutARunIsNeverOverwritten() throws IOException {
        Path path = run("home");
        Files.delete(path.resolve("run.json"));
        assertMessage(
                "run folder must hold recipe.yaml and run.json to be overwritten, got " + path,
                () -> RunFolder.create(path, Existing.OVERWRITTEN));
        assertTrue(Files.exists(path.resolve("samples/step-000100.png")));
    }

    @Test
    void overwritingDoesNotFollowLinksOutOfTheFolder() throws IOException {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious"), "text");
        Path path = run("a");
        Files.createSymbolicLink(path.resolve("checkpoints"), outside);
        RunFolder.create(path, Existing.OVERWRITTEN);
        assertTrue(Files.exists(precious));
        assertFalse(Files.exists(path.resolve("checkpoints")));
    }

    @Test
    void fileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "text");
        assertMessage(
                "run folder must be a folder, got the file " + file,
                () -> RunFolder.create(file, Existing.OVERWRITTEN));
        IOException below =
                assertThrows(IOException.class, () -> RunFolder.create(file.resolve("a"), Existing.OVERWRITTEN));
        assertTrue(below.getMessage().contains(file.toString()), below.getMessage());
        assertEquals("text", Files.readString(file));
    }

    @Test
    void unwritableParentIsNamed() throws IOException {
        Path locked = Files.createDirectory(parent.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "a user who may write anywhere");
        Path path = locked.resolve("a");
        assertMessage(
                "cannot make run folder " + path + ": permission denied", () -> RunFolder.create(path, Existing.KEPT));
    }

    @Test
    void openingWhatIsNoRunIsRefused() throws IOException {
        Path absent = parent.resolve("absent");
        assertMessage("run folder must exist, got " + absent, () -> RunFolder.open(absent));
        assertMessage("run folder must hold recipe.yaml and run.json, got " + parent, () -> RunFolder.open(parent));
        assertEquals(run("a"), RunFolder.open(parent.resolve("a")).path());
    }

    @Test
    void numberedFoldersTakeTheFirstFreeNumber() throws IOException {
        assertEquals(
                parent.resolve("runs/mine-1"),
                RunFolder.numbered(parent.resolve("runs"), "mine").path());
        Files.createDirectory(parent.resolve("runs/mine-2"));
        assertEquals(
                parent.resolve("runs/mine-3"),
                RunFolder.numbered(parent.resolve("runs"), "mine").path());
    }

    @Test
    void samplesComeInTheOrderOfTheirSteps() throws IOException {
        RunFolder folder = new RunFolder(parent);
        assertEquals(List.of(), folder.samples());
        for (long step : new long[] {1_000_000, 900, 999_999}) {
            WholeFile.write(folder.sample(step), "");
        }
        WholeFile.write(parent.resolve("samples/notes.txt"), "");
        assertEquals(
                List.of(900L, 999_999L, 1_000_000L),
                folder.samples().stream().map(RunFolder::step).toList());
    }

    private Path run(String name) throws IOException {
        RunFolder folder = new RunFolder(parent.resolve(name));
        WholeFile.write(folder.recipe(), "name: a");
        WholeFile.write(folder.info(), "{}");
        WholeFile.write(folder.sample(100), "");
        return folder.path();
    }

    private static void assertMessage(String message, Executable action) {
        assertEquals(message, assertThrows(IOException.class, action).getMessage());
    }
}
