package org.monge.data;

/** What becomes of an image, among others in a folder or an archive, that cannot be read. */
public enum Unreadable {
    /** It is named, and the whole dataset refused. */
    REFUSE,
    /** It is left out; {@link Dataset#source} tells how many were. */
    SKIP
}
