/** Floor 10: the alternating game, its loop and what it tells. */
package org.monge.train;
