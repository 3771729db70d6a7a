/** Floor 12: what a run shows and leaves. */
package org.monge.report;
