/**
 * Floor 11: one record tree describes one run.
 *
 * <p>The algorithm objects of the floors below are their own configuration and know nothing of files; this floor gives
 * them their words in YAML, reads and writes them, and checks that a recipe's parts fit each other.
 */
package org.monge.recipe;
