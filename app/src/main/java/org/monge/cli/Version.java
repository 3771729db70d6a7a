package org.monge.cli;

import org.monge.report.Build;
import org.monge.report.RunInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code monge --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        RunInfo.Versions versions = RunInfo.Versions.current();
        String commit = Build.commit().isEmpty() ? "" : " (" + Build.commit() + ")";
        return new String[] {
            "Monge " + versions.monge() + commit,
            "libtorch " + versions.libtorch(),
            "Java " + versions.java(),
            versions.os()
        };
    }
}
