/** Runs one driver through every search, and says what came out, rule by rule. */
@NullMarked
package org.returntoidle.spec.verdict;

import org.jspecify.annotations.NullMarked;
