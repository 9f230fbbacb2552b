/** Text that goes to a terminal or to a shell. */
@NullMarked
package org.returntoidle.spec.text;

import org.jspecify.annotations.NullMarked;
