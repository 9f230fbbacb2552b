/** A driver's own machine, learned from outside, and what holds in it without any bound. */
@NullMarked
package org.returntoidle.spec.learn;

import org.jspecify.annotations.NullMarked;
