package org.monge.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.train.Report;

/** What was measured of a run's samples: at first, at the best checkpoint and at last. */
final class EvaluationTable {
    private EvaluationTable() {}

    /** Nothing where nothing was measured. */
    static Optional<Table> of(List<Report> reports, Optional<Best> best) {
        List<Report> measured = reports.stream()
                .filter(report -> report.meters().keySet().stream().anyMatch(PeriodicEvaluation::isEvaluation))
                .toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        int last = measured.size() - 1;
        long kept = best.map(Best::step).orElse(-1L);
        List<Report> shown = IntStream.rangeClosed(0, last)
                .filter(i -> i == 0 || i == last || measured.get(i).step() == kept)
                .mapToObj(measured::get)
                .toList();
        List<String> columns = new ArrayList<>(List.of("metric"));
        shown.forEach(report -> columns.add("after " + Table.grouped(report.step()) + " steps"));
        List<List<String>> rows = new ArrayList<>();
        measured.get(last).meters().keySet().stream()
                .filter(PeriodicEvaluation::isEvaluation)
                .forEach(meter -> {
                    List<String> row = new ArrayList<>(List.of(meter.substring(PeriodicEvaluation.PREFIX.length())));
                    shown.forEach(
                            report -> row.add(Evaluation.number(report.meters().getOrDefault(meter, Double.NaN))));
                    rows.add(row);
                });
        return Optional.of(new Table(best.map(EvaluationTable::caption).orElse("Samples"), columns, rows));
    }

    private static String caption(Best best) {
        return "Samples; the best checkpoint, by " + best.metric() + ", is that after " + Table.grouped(best.step())
                + " steps, in the folder best";
    }
}
