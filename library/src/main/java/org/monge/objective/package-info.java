/** Floor 5: what each player minimises. Everything here is a pure function of scores and samples, but for the constraints on weights. */
package org.monge.objective;
