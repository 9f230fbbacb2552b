/** Everything that {@code verify} does for one driver, and the forms in which it is told. */
@NullMarked
package org.returntoidle.spec.verify;

import org.jspecify.annotations.NullMarked;
