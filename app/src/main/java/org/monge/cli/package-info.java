/** Floor 13: parse, call, exit code. */
package org.monge.cli;
