package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Map;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judgement;

/** How often each rule was looked at. For use by one thread. */
public final class Tally {
  private final Map<Rule, Long> checks = new EnumMap<>(Rule.class);
  private boolean ownThreads;

  /** Takes in one run and counts its findings. */
  public void add(Run run, Judgement judgement) {
    ownThreads |= run.ownThreads();
    for (Finding finding : judgement.findings()) {
      checks.merge(finding.rule(), 1L, Long::sum);
    }
  }

  /** Whether a run had calls from threads of the driver's own. */
  public boolean ownThreads() {
    return ownThreads;
  }

  /** Checks per rule; rules that were never looked at are absent. */
  public ImmutableMap<Rule, Long> checks() {
    return Maps.immutableEnumMap(checks);
  }
}
