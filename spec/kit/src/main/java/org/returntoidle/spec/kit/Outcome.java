package org.returntoidle.spec.kit;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;

/** What came out for a test class. One fault is one failing check, and all others are skipped. */
sealed interface Outcome {

  /** Why nothing can be told of {@code rule}; empty if something can. */
  Optional<String> skipped(Rule rule);

  /**
   * Passes unless {@code rule} is violated.
   *
   * @throws ContractViolation if it is, with the counterexample
   * @throws BadInputException if the contract cannot be used
   */
  void check(Rule rule);

  /** What is wrong, in a few words; empty if nothing is. */
  Optional<String> wrong();

  /**
   * No rule is violated.
   *
   * @param parts one for each platform
   */
  record Kept(ImmutableList<DriverPart> parts) implements Outcome {
    @Override
    public Optional<String> skipped(Rule rule) {
      List<RuleVerdict> verdicts = parts.stream().map(part -> verdict(part, rule)).toList();
      if (isAny(rule, Verdict.HOLDS)) {
        return Optional.empty();
      }
      return verdicts.stream()
          .filter(one -> one.verdict() == Verdict.NOT_TESTED)
          .findFirst()
          .map(one -> rule + " not tested: " + one.why().orElseGet(this::notReached))
          .or(() -> Optional.of(rule + " says nothing about this driver"));
    }

    /** The rules that say something about this driver, and were not tested; by their ids. */
    String notTested() {
      return parts.get(0).rules().stream()
          .map(RuleVerdict::rule)
          .filter(rule -> rule.contract().isPresent() && skipped(rule).isPresent())
          .filter(rule -> isAny(rule, Verdict.NOT_TESTED))
          .map(Rule::name)
          .collect(Collectors.joining(", "));
    }

    private boolean isAny(Rule rule, Verdict verdict) {
      return parts.stream().anyMatch(part -> verdict(part, rule).verdict() == verdict);
    }

    private String notReached() {
      return "no schedule within " + parts.get(0).scope() + " reaches it";
    }

    @Override
    public void check(Rule rule) {}

    @Override
    public Optional<String> wrong() {
      return Optional.empty();
    }

    private static RuleVerdict verdict(DriverPart part, Rule rule) {
      return part.rules().stream()
          .filter(verdict -> verdict.rule() == rule)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A rule is violated, and nothing is known of what lies behind that.
   *
   * @param message one line
   * @param counterexample the lines below it
   */
  record Violated(Rule violated, Platform platform, String message, String counterexample)
      implements Outcome {
    @Override
    public Optional<String> skipped(Rule rule) {
      return rule == violated
          ? Optional.empty()
          : wrong().map(wrong -> rule + " not tested: " + wrong);
    }

    @Override
    public Optional<String> wrong() {
      return Optional.of(violated + " is violated on Windows " + platform.label());
    }

    @Override
    public void check(Rule rule) {
      if (rule == violated) {
        throw trimmed(new ContractViolation(message, new FailingSchedule(counterexample)));
      }
    }
  }

  /**
   * The run came to nothing.
   *
   * @param why a {@link BadInputException} if the contract cannot be used, else a failure of ours
   * @param told the check that fails with it: the first that is asked for
   */
  record Failed(Throwable why, AtomicReference<@Nullable Rule> told) implements Outcome {
    @Override
    public Optional<String> skipped(Rule rule) {
      told.compareAndSet(null, rule);
      return rule == told.get()
          ? Optional.empty()
          : wrong().map(wrong -> rule + " not tested: " + wrong);
    }

    @Override
    public Optional<String> wrong() {
      return Optional.of(String.valueOf(why.getMessage()));
    }

    @Override
    public void check(Rule rule) {
      if (skipped(rule).isEmpty()) {
        if (why instanceof BadInputException) {
          throw trimmed(new BadInputException(String.valueOf(why.getMessage())));
        }
        Throwables.throwIfUnchecked(why);
        throw new IllegalStateException(why);
      }
    }
  }

  /** Where the checks are. */
  ImmutableSet<String> CONTRACTS =
      ImmutableSet.of(CancellationContract.class.getName(), StreamContract.class.getName());

  /** With nothing but the check as the place, which says what to look at. */
  private static <T extends Throwable> T trimmed(T failure) {
    failure.setStackTrace(
        Arrays.stream(failure.getStackTrace())
            .filter(frame -> CONTRACTS.contains(frame.getClassName()))
            .toArray(StackTraceElement[]::new));
    return failure;
  }
}
