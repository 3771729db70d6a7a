package org.monge.cli;

import java.io.PrintWriter;
import java.util.List;
import org.monge.recipe.Finding;

/** Tells what speaks against a recipe. */
final class Advice {
    private Advice() {}

    /** How many findings refuse a training. */
    static long refusing(List<Finding> findings, boolean strict) {
        return findings.stream()
                .filter(finding -> strict || finding.severity() == Finding.Severity.ERROR)
                .count();
    }

    /** Prints all of them. */
    static void print(List<Finding> findings, PrintWriter out) {
        findings.forEach(finding -> out.println(text(finding)));
        out.flush();
    }

    /** {@code 1 finding}, {@code 2 findings}. */
    static String count(long findings) {
        return findings + (findings == 1 ? " finding" : " findings") + " against it";
    }

    private static String text(Finding finding) {
        String severity = finding.severity() == Finding.Severity.ERROR ? "error" : "warning";
        return String.join(
                System.lineSeparator(),
                severity + ": " + finding.key() + ": " + finding.problem(),
                "  then    " + finding.consequence(),
                "  instead " + finding.change(),
                "  source  " + finding.source());
    }
}
