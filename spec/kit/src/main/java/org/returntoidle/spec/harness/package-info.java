/**
 * Owns everything around a driver and decides, at each point where the driver calls out, what
 * happens next and from which thread.
 */
@NullMarked
package org.returntoidle.spec.harness;

import org.jspecify.annotations.NullMarked;
