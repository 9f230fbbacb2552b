/** Everything that {@code verify} does besides running a driver, and the reports about both. */
@NullMarked
package org.returntoidle.spec.verify;

import org.jspecify.annotations.NullMarked;
