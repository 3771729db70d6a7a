/** Floor 12: the papers' experiments as programs. Each returns numbers and what to draw of them; none draws. */
package org.monge.study;
