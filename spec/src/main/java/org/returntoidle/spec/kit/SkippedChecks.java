package org.returntoidle.spec.kit;

import com.google.common.base.Splitter;
import java.util.Locale;
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
        && context.newInstance(method.containerClass()) instanceof CancellationContract contract) {
      return ContractRun.of(contract)
          .skipped(rule(method.targetMethod().getName()))
          .map(SkipResult::skip)
          .orElse(SkipResult.doNotSkip());
    }
    return SkipResult.doNotSkip();
  }

  private static Rule rule(String method) {
    return Rule.valueOf(UNDERSCORE.splitToList(method).get(0).toUpperCase(Locale.ROOT));
  }
}
