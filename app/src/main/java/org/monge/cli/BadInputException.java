package org.monge.cli;

/** Something that the user gave is not as it must be; the message is one line. */
final class BadInputException extends RuntimeException {
    BadInputException(String message) {
        super(message);
    }
}
