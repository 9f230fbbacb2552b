/** Recorded traces: their format, and the check whether they are permitted. */
@NullMarked
package org.returntoidle.spec.trace;

import org.jspecify.annotations.NullMarked;
