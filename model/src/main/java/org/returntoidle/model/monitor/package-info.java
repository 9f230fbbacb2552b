/**
 * What any driver that keeps the rules may do, as far as it can be observed. The reference is one
 * such driver; {@code Monitor.tla} is the same in TLA+.
 */
@NullMarked
package org.returntoidle.model.monitor;

import org.jspecify.annotations.NullMarked;
