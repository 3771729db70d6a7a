/** Floor 9: the alternating game, its loop and what it tells. */
package org.monge.train;
