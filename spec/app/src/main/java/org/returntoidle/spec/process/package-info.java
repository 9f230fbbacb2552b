/** A driver in a process of its own: any language that can read and write lines. */
@NullMarked
package org.returntoidle.spec.process;

import org.jspecify.annotations.NullMarked;
