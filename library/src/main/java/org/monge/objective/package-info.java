/** Floor 5: what each player minimises. Everything here is a pure function of scores and samples. */
package org.monge.objective;
