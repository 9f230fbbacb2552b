/**
 * Judges what a driver did by the rules, and knows what checks each rule.
 *
 * <p>The rows of {@code Checks} are the judge's alone: the monitor of traces ({@code
 * model.monitor}) does not read them. A row looks back on a transfer that is over and has one known
 * cause; the monitor decides at each event, for every explanation of what a trace shows, and cannot
 * wait for the end. A rule that a trace shows is therefore in both, and {@code HarnessTracesTest}
 * compares them on each run: by the rule's name, not by the verdict alone.
 */
@NullMarked
package org.returntoidle.spec.rules;

import org.jspecify.annotations.NullMarked;
