/** Floor 4: the two players, and the layers they are made of. */
package org.monge.network;
