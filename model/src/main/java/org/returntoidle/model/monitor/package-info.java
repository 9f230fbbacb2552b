/**
 * What any driver that keeps the rules may do, as far as it can be observed; the reference is one
 * such driver. {@code Monitor} says so for one run that explains a trace, {@code
 * SubsetConstruction} for all that do at once. Both are cut as {@code Monitor.tla} is: the
 * components of {@code Shown} and {@code MonitorState} are its variables, the methods of {@code
 * Monitor} and the marks are its operators, by the same names.
 *
 * <p>The monitor does not read the rows of {@code Checks} in {@code spec}, by which the judge names
 * what a driver did wrong. A row asks about a transfer that is over, of which all is known: its one
 * cause, how many callbacks came after it, whether the device was stopped at last. The monitor
 * decides at each event, before the transfer is over. It knows as many causes as there are
 * explanations, and refuses an event when the last explanation is gone. So the two share what they
 * mean by a code ({@code Answer}, {@code Platform}) and what an input does ({@code
 * TransferMachine}); {@code HarnessTracesTest} checks that the judge, too, finds the rule broken by
 * which the monitor refuses.
 */
@NullMarked
package org.returntoidle.model.monitor;

import org.jspecify.annotations.NullMarked;
