/** Floor 3: datasets and toy distributions, the file formats they come from, and the endless streams of batches. */
package org.monge.data;
