/** Searches schedules for one that makes a driver break a rule. */
@NullMarked
package org.returntoidle.spec.search;

import org.jspecify.annotations.NullMarked;
