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
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Judgement;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;

/** Judges every run that is made on the way to a machine. */
final class Judging {
  /** Each costs seconds, and a driver that hangs here hangs in thousands of runs. */
  private static final int HANGS = 2;

  private final Reading reading;
  private final ImmutableSet<String> accepted;
  private final boolean endsAtFirst;
  private final Map<Rule, Long> checks = new EnumMap<>(Rule.class);
  private final Map<Rule, Counterexample> known = new EnumMap<>(Rule.class);

  /** The violation with the shortest word. */
  private @Nullable Counterexample found;

  private int length = Integer.MAX_VALUE;
  private int hangs;

  /**
   * None so far.
   *
   * @param accepted the kinds of findings that are known and are no violations
   * @param endsAtFirst whether nothing more is asked after a violation
   */
  Judging(Reading reading, ImmutableSet<String> accepted, boolean endsAtFirst) {
    this.reading = reading;
    this.accepted = accepted;
    this.endsAtFirst = endsAtFirst;
  }

  void add(ImmutableList<Letter> word, Execution run) {
    hangs += run.gaveUp() ? 1 : 0;
    Judgement judgement = Judge.judge(run, reading);
    for (Finding finding : judgement.findings()) {
      checks.merge(finding.rule(), 1L, Long::sum);
    }
    Optional<Counterexample> violation =
        judgement.violation().map(finding -> new Counterexample(run.schedule(), run, finding));
    violation.ifPresent(
        one -> {
          if (accepted.contains(one.finding().kind())) {
            known.putIfAbsent(one.finding().rule(), one);
          } else if (word.size() < length) {
            length = word.size();
            found = one;
          }
        });
  }

  /** For each rule of which a violation is known, the first that was seen. */
  ImmutableMap<Rule, Counterexample> accepted() {
    return Maps.immutableEnumMap(known);
  }

  /** Whether nothing more is to be asked: a violation was found, or it hangs again and again. */
  boolean ends() {
    return endsAtFirst ? found != null : hangs >= HANGS;
  }

  Optional<Counterexample> found() {
    return Optional.ofNullable(found);
  }

  /** How often each rule had something to say. */
  ImmutableMap<Rule, Long> checks() {
    return Maps.immutableEnumMap(checks);
  }
}
