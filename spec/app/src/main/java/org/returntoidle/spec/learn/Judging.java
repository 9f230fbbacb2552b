package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Judgement;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;

/** Judges every run that is made on the way to a machine. */
final class Judging {
  private final Reading reading;
  private final ImmutableSet<String> accepted;
  private final boolean endsAtFirst;
  private final Map<Rule, Long> checks = new EnumMap<>(Rule.class);
  private Order order = Order.ONE_THREAD;

  /** The violation with the shortest word. */
  private @Nullable Counterexample found;

  private int length = Integer.MAX_VALUE;

  /**
   * None so far.
   *
   * @param accepted the kinds of findings that are known
   * @param endsAtFirst whether nothing more is asked after a violation
   */
  Judging(Reading reading, ImmutableSet<String> accepted, boolean endsAtFirst) {
    this.reading = reading;
    this.accepted = accepted;
    this.endsAtFirst = endsAtFirst;
  }

  void add(ImmutableList<Letter> word, Execution run) {
    order = order.orLooser(run.order());
    Judgement judgement = Judge.judge(run, reading);
    for (Finding finding : judgement.findings()) {
      checks.merge(finding.rule(), 1L, Long::sum);
    }
    if (word.size() < length) {
      judgement
          .violation()
          .filter(finding -> !accepted.contains(finding.kind()))
          .ifPresent(
              finding -> {
                length = word.size();
                found = new Counterexample(run.schedule(), run, finding);
              });
    }
  }

  Reading reading() {
    return reading;
  }

  /** Whether nothing more is to be asked. */
  boolean ends() {
    return endsAtFirst && found != null;
  }

  Optional<Counterexample> found() {
    return Optional.ofNullable(found);
  }

  /** How often each rule had something to say. */
  ImmutableMap<Rule, Long> checks() {
    return Maps.immutableEnumMap(checks);
  }

  /** Who decides what comes first, in all runs. */
  Order order() {
    return order;
  }
}
