package org.monge.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.monge.train.Report;

/** Some meters of a run's reports so far, thinned evenly as they grow many: memory is bounded, however long the run. */
final class History {
    private static final int LIMIT = 2_000;

    private final Predicate<String> wanted;
    private final int limit;
    private final List<Report> kept = new ArrayList<>();
    private long stride = 1;
    private long seen;
    private Report newest;

    /** A history of the meters that are {@code wanted}, by their names; reports without one leave no trace. */
    History(Predicate<String> wanted) {
        this(wanted, LIMIT);
    }

    /**
     * The same of fewer reports, for meters that are many.
     *
     * @param limit of reports, even
     */
    History(Predicate<String> wanted, int limit) {
        this.wanted = wanted;
        this.limit = limit;
    }

    void add(Report report) {
        Map<String, Double> meters = new LinkedHashMap<>(report.meters());
        meters.keySet().removeIf(wanted.negate());
        if (!meters.isEmpty()) {
            keep(new Report(report.step(), report.imagesSeen(), meters));
        }
    }

    private void keep(Report report) {
        newest = report;
        if (seen % stride == 0) {
            kept.add(report);
        }
        seen++;
        if (kept.size() == limit) {
            thin();
        }
    }

    /** Every k-th report from the first, and the newest. */
    List<Report> reports() {
        List<Report> reports = new ArrayList<>(kept);
        if (newest != null && !newest.equals(reports.get(reports.size() - 1))) {
            reports.add(newest);
        }
        return reports;
    }

    private void thin() {
        for (int i = 0; i < limit / 2; i++) {
            kept.set(i, kept.get(2 * i));
        }
        kept.subList(limit / 2, limit).clear();
        stride *= 2;
    }
}
