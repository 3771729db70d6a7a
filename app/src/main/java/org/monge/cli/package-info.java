/** Floor 14: parse, call, exit code. */
package org.monge.cli;
