/** The command line. */
@NullMarked
package org.returntoidle.spec.cli;

import org.jspecify.annotations.NullMarked;
