/** Floor 3: datasets in host memory, the file formats they come from, and the endless shuffled stream of batches. */
package org.monge.data;
