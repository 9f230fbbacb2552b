/** Judges what a driver did by the rules, and knows what checks each rule. */
@NullMarked
package org.returntoidle.spec.rules;

import org.jspecify.annotations.NullMarked;
