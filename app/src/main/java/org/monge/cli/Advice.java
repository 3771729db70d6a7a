package org.monge.cli;

import java.io.PrintWriter;
import java.util.List;
import org.monge.recipe.Checks;
import org.monge.recipe.Finding;
import org.monge.recipe.Recipe;

/** Tells what speaks against a recipe. */
final class Advice {
    private Advice() {}

    /** Prints what was found, and returns how many findings refuse a training. */
    static long print(Recipe recipe, boolean strict, PrintWriter out) {
        List<Finding> findings = Checks.of(recipe);
        findings.forEach(finding -> out.println(text(finding)));
        out.flush();
        return findings.stream().filter(finding -> refuses(finding, strict)).count();
    }

    /** {@code 1 finding}, {@code 2 findings}. */
    static String count(long findings) {
        return findings + (findings == 1 ? " finding" : " findings") + " against it";
    }

    private static boolean refuses(Finding finding, boolean strict) {
        return strict || finding.severity() == Finding.Severity.ERROR;
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
