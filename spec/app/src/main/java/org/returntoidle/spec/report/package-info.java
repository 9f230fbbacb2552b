/** The page that people look at: everything that was just checked, in one file. */
@NullMarked
package org.returntoidle.spec.report;

import org.jspecify.annotations.NullMarked;
