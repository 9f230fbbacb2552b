package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.search.CallSites;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.verdict.LearnedPart;

/**
 * What was learned of a driver.
 *
 * @param machine the driver as a machine, as far as it is known; empty if it is none
 * @param states in which of the four states of the documents each of its states is
 * @param places how many there are of machine and judge together
 * @param extra by how many states the driver may be larger than the machine
 * @param pages how many the application has wanted at most, in transfers to streams
 * @param runs how often the driver was run
 * @param checks how often each rule had something to say
 * @param accepted for each accepted rule that was broken, a run in which it was
 * @param found a violation
 * @param otherwise why there is no machine, or not to its end
 * @param milliseconds wall clock
 */
public record Learned(
    String driver,
    Platform platform,
    Optional<Machine> machine,
    ImmutableList<Set<TransferState>> states,
    int places,
    int extra,
    int pages,
    long runs,
    ImmutableMap<Rule, Long> checks,
    ImmutableMap<Rule, Counterexample> accepted,
    Optional<Counterexample> found,
    Optional<LearnedPart.Otherwise> otherwise,
    long milliseconds) {
  /** What a verdict says of it. */
  public LearnedPart part() {
    return new LearnedPart(
        machine.map(Machine::size).orElse(0),
        extra,
        platform.streams() ? pages : 0,
        runs,
        checks,
        accepted,
        found,
        found.isPresent() ? Optional.empty() : otherwise,
        milliseconds);
  }

  /** The same, with the lines of the driver in what was found. */
  public Learned located(DriverFactory factory, Duration hangAfter) {
    return new Learned(
        driver,
        platform,
        machine,
        states,
        places,
        extra,
        pages,
        runs,
        checks,
        accepted,
        found.map(one -> CallSites.of(one, factory, hangAfter)),
        otherwise,
        milliseconds);
  }

  /** Whether it was told from all others of that size, and nothing was found. */
  public boolean complete() {
    return part().complete();
  }
}
