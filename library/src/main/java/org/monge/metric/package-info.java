/** Floor 8: how good samples are, in float64 numbers. */
package org.monge.metric;
