/**
 * What any driver that keeps the rules may do, as far as it can be observed; the reference is one
 * such driver. {@code Monitor} says so for one run that explains a trace, {@code
 * SubsetConstruction} for all that do at once. Both are cut as {@code Monitor.tla} is: the
 * components of {@code Shown} and {@code MonitorState} are its variables, the methods of {@code
 * Monitor} and the marks are its operators, by the same names.
 */
@NullMarked
package org.returntoidle.model.monitor;

import org.jspecify.annotations.NullMarked;
