package org.returntoidle.spec.inside;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.MethodLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips the check if it has nothing to say: what is not tested does not pass. */
final class SkippedInside implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return context instanceof MethodLifecycleContext method
            && method.testInstance() instanceof InsideContract contract
        ? ContractInside.of(contract)
            .skipped()
            .map(SkipResult::skip)
            .orElseGet(SkipResult::doNotSkip)
        : SkipResult.doNotSkip();
  }
}
