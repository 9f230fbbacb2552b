/**
 * Drivers that keep every rule and are built in another way than the reference; none of them may be
 * accused of anything. Each public class is one.
 */
@NullMarked
package org.returntoidle.spec.examples.right;

import org.jspecify.annotations.NullMarked;
