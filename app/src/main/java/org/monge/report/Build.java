package org.monge.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build knew of itself. */
public final class Build {
    private static final Properties PROPERTIES = load();

    private Build() {}

    /** The version of Monge. */
    public static String version() {
        return PROPERTIES.getProperty("version");
    }

    /**
     * The git commit that was built, with {@code -dirty} behind it if files differed from it; empty if Monge was not
     * built from a git checkout.
     */
    public static String commit() {
        return commit(PROPERTIES);
    }

    static String commit(Properties build) {
        String commit = build.getProperty("commit");
        if (!commit.matches("[0-9a-f]{40,}")) {
            return "";
        }
        return Boolean.parseBoolean(build.getProperty("dirty")) ? commit + "-dirty" : commit;
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
