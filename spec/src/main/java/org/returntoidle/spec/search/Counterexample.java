package org.returntoidle.spec.search;

import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.rules.Finding;

/**
 * A schedule on which a driver breaks a rule.
 *
 * @param schedule what the harness did
 * @param run what the driver made of it
 * @param finding the rule and what was wrong
 */
public record Counterexample(Schedule schedule, Run run, Finding finding) {}
