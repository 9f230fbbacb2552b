/** Drivers that are right in every order of events, and wrong in an order of their statements. */
@NullMarked
package org.returntoidle.spec.examples.racy;

import org.jspecify.annotations.NullMarked;
