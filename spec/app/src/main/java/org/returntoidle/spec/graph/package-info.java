/** A protocol's graph as a file that other programs read. */
@NullMarked
package org.returntoidle.spec.graph;

import org.jspecify.annotations.NullMarked;
