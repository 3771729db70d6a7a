/** Floor 6: how parameters move. */
package org.monge.optimize;
