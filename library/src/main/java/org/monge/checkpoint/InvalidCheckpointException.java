package org.monge.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be used as it is: damaged, incomplete, or of something else. Its message is one line. */
public final class InvalidCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidCheckpointException(Path file, String thing, String rule, Object value) {
        super(file + ": " + thing + " must be " + rule + ", got " + value);
    }

    InvalidCheckpointException(InvalidCheckpointException damage, String advice) {
        super(damage.getMessage() + "; " + advice, damage);
    }
}
