package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.study.Studies;
import org.monge.study.Study;

class StudyCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withoutANameItListsEveryStudy() {
        Cli.Result result = Cli.run("study");
        assertEquals(0, result.code(), result.err());
        List<String> names =
                result.out().lines().map(line -> line.split(" ", 2)[0]).toList();
        assertEquals(Studies.all().stream().map(Study::name).toList(), names);
    }

    @Test
    void numbersAndChartsLieInTheFolder() throws IOException {
        Path out = folder.resolve("out");
        Cli.Result result = Cli.run(
                "study", "log-d-trick", "--quick", "--real", "-1:0.25", "--fake", "1:3", "--out", out.toString());
        assertEquals(0, result.code(), result.err());
        JsonNode numbers = JsonMapper.builder().build().readTree(Files.readString(out.resolve("numbers.json")));
        assertEquals("log-d-trick", numbers.get("study").asText());
        assertEquals("quick", numbers.get("effort").asText());
        assertEquals("-1.0:0.25", numbers.get("settings").get("real").asText());
        assertTrue(numbers.get("numbers").get("largest difference").asDouble() < 1e-9);
        assertTrue(Files.size(out.resolve("gradients.png")) > 0);
    }

    @Test
    void rowsOfATableMayHaveColumnsOfTheirOwn() {
        Map<String, Object> found = new LinkedHashMap<>(Map.of("game", "GAN"));
        found.put("reverse-kl", 0.5);
        Map<String, Object> lost = new LinkedHashMap<>(Map.of("game", "PacGAN2"));
        lost.put("trials with reverse-kl", 0);
        lost.put("reverse-kl", Double.NaN);
        assertEquals(
                """
                ring
                  game     reverse-kl  trials with reverse-kl
                  GAN      0.5000
                  PacGAN2  NaN                              0
                """,
                StudyCommand.text("ring", List.of(found, lost)).replaceAll(" +\n", "\n"));
        assertEquals("steps: 3\n", StudyCommand.text("steps", 3));
    }

    @Test
    void quickAndModestExcludeEachOther() {
        Cli.Result result = Cli.run("study", "js-plateau", "--quick", "--modest", "--out", folder.toString());
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().startsWith("monge: --quick, --modest are mutually exclusive"), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "js-plateau       | --mixture | 1:0:1   | js-plateau must have a setting mixture, got 1:0:1 for it",
                "f-divergence-fit | --real    | 0:1     | f-divergence-fit must have a setting real, got 0:1 for it",
                "f-divergence-fit | --mixture | 1:0     | Gaussian must be WEIGHT:MEAN:VARIANCE, got '1:0'",
                "f-divergence-fit | --mixture | 1:0:one | variance must be a number, got 'one'",
                "f-divergence-fit | --mixture | 1:0:-1  | variance must be greater than 0, got -1.0",
                "f-divergence-fit | --mixture | ''      | Gaussian must be WEIGHT:MEAN:VARIANCE, got ''",
                "log-d-trick      | --fake    | 1       | fake must be MEAN:VARIANCE, got '1'"
            })
    void badInputIsOneLineAndLeavesNothing(String study, String option, String value, String words) {
        Path out = folder.resolve("out");
        Cli.Result result = Cli.run("study", study, option, value, "--quick", "--out", out.toString());
        assertEquals(2, result.code());
        assertEquals("monge: " + words + System.lineSeparator(), result.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void unknownStudyIsRefusedWithTheNames() {
        Cli.Result result = Cli.run("study", "no-such");
        assertEquals(2, result.code());
        String names = Studies.all().stream().map(Study::name).collect(Collectors.joining(", "));
        assertEquals("monge: study must be one of " + names + ", got no-such" + System.lineSeparator(), result.err());
    }
}
