package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final String COMMIT = "be26d5db5f483cd89fe60376f9f1e6f1862403b0";

    @Test
    void buildKnowsItsVersionAndAtMostOneCommit() {
        assertTrue(Build.version().matches("\\d+\\.\\d+.*"), Build.version());
        assertTrue(Build.commit().matches("([0-9a-f]{40}(-dirty)?)?"), Build.commit());
    }

    @Test
    void commitIsToldOnlyWhereItIsKnown() {
        assertEquals("", Build.commit(properties("${git.commit.id}", "${git.dirty}")));
        assertEquals(COMMIT, Build.commit(properties(COMMIT, "false")));
        assertEquals(COMMIT + "-dirty", Build.commit(properties(COMMIT, "true")));
    }

    private static Properties properties(String commit, String dirty) {
        Properties properties = new Properties();
        properties.setProperty("commit", commit);
        properties.setProperty("dirty", dirty);
        return properties;
    }
}
