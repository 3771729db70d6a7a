package org.monge.study;

/** Something to be drawn: what is in it, not how it looks. */
public sealed interface Chart permits Curves {
    /** The name of its file, without the ending: {@code divergences}, say. */
    String name();
}
