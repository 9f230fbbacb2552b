package org.returntoidle.spec.kit;

import com.google.common.base.Splitter;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Reporter;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.MethodLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.returntoidle.model.Rule;

/** Skips the checks that have nothing to say. Their names begin with the rule's id. */
final class SkippedChecks implements SkipExecutionHook {
  private static final Splitter UNDERSCORE = Splitter.on('_');

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    if (context instanceof MethodLifecycleContext method
        && method.testInstance() instanceof DriverContract contract) {
      context.wrapReporter(reporter -> new Silent());
      Optional<String> reason =
          ContractRun.of(contract).skipped(rule(method.targetMethod().getName()));
      return reason.map(SkipResult::skip).orElse(SkipResult.doNotSkip());
    }
    return SkipResult.doNotSkip();
  }

  /** The rule of the check with this name. */
  static Rule rule(String method) {
    return Rule.withId(UNDERSCORE.splitToList(method).get(0)).orElseThrow();
  }

  /** jqwik would repeat the failure, and add how often the one check was tried. */
  private static final class Silent implements Reporter {
    @Override
    public void publishValue(String key, String value) {}

    @Override
    public void publishReport(String key, Object object) {}

    @Override
    public void publishReports(String key, Map<String, Object> objects) {}
  }
}
