/** Floor 13: what a run shows and leaves. */
package org.monge.report;
