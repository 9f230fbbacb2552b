package org.returntoidle.spec.kit;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;

/**
 * Leaves out the checks of rules that were not tested on a driver that breaks none: a check that
 * says nothing must not count as passed, and a skipped one makes a build warn of a driver with
 * which nothing is wrong. Which checks these are is known only when the driver was run, so it is
 * run when its test class is found; one line on standard output names them. If a rule is broken,
 * all checks are there, and those that say nothing are skipped. JUnit's launcher finds this class
 * by itself.
 */
public final class OnlyWhatIsTested implements PostDiscoveryFilter {
  private static final Set<Class<?>> TOLD = ConcurrentHashMap.newKeySet();

  /** For JUnit. */
  public OnlyWhatIsTested() {}

  @Override
  public FilterResult apply(TestDescriptor test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .filter(source -> source.getJavaMethod().isAnnotationPresent(RuleCheck.class))
        .flatMap(check -> reason(check.getMethodName(), test.getParent()))
        .map(FilterResult::excluded)
        .orElseGet(() -> FilterResult.included("it is no check, or has something to say"));
  }

  /**
   * Why the check is left out; empty if it is not.
   *
   * @param parent the test class; the check itself is of the contract
   */
  private static Optional<String> reason(String check, Optional<TestDescriptor> parent) {
    return parent
        .flatMap(TestDescriptor::getSource)
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass())
        .flatMap(OnlyWhatIsTested::kept)
        .flatMap(kept -> kept.skipped(SkippedChecks.rule(check)));
  }

  /** What came out, if no rule is broken; what is wrong is told when the class is run. */
  private static Optional<Outcome.Kept> kept(Class<?> type) {
    Object instance;
    try {
      instance = DriverClass.instance(type);
    } catch (BadInputException e) {
      return Optional.empty();
    }
    if (instance instanceof DriverContract contract
        && ContractRun.of(contract) instanceof Outcome.Kept kept) {
      String rules = kept.notTested();
      if (TOLD.add(type) && !rules.isEmpty()) {
        System.out.println("return-to-idle: " + type.getName() + " does not test " + rules);
      }
      return Optional.of(kept);
    }
    return Optional.empty();
  }
}
