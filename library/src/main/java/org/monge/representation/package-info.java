/** Floor 9: what networks have learned: activations as features, linear classifiers and maps of them, inversion. */
package org.monge.representation;
