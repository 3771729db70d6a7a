/** Floor 7: complete state to and from disk, strict about what it reads and whole or not at all in what it writes. */
package org.monge.checkpoint;
