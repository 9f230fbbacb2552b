package org.returntoidle.spec.inside;

import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.returntoidle.spec.kit.CancellationContract;
import org.returntoidle.spec.kit.DriverContract;
import org.returntoidle.spec.kit.StreamContract;

/**
 * A further check of a test class: the rules where two threads are in the driver at once, in many
 * orders of its own statements. Implement it beside {@link StreamContract} or {@link
 * CancellationContract}, whose {@link #driver} and {@link #platforms} it uses. The same
 * interleavings are run each time, so a violation shows again each time.
 */
public interface InsideContract extends DriverContract {
  /**
   * How many interleavings are run of each meeting of two threads, at most; 200, unless overridden;
   * at least 1.
   */
  default int interleavings() {
    return 200;
  }

  /**
   * Two calls at once, or a transfer and {@code CANCEL_IO} or a second call: every rule holds,
   * whatever order their statements come in. Source: what is true of any schedule has to be true
   * between statements (D8, D12). Skipped: if another check fails, or Lincheck cannot run the
   * driver. If it fails, look at what is read and written without a lock, and at the order in which
   * locks are taken.
   */
  @Example
  @AddLifecycleHook(SkippedInside.class)
  default void everyRuleBetweenTheDriversStatements() {
    ContractInside.of(this).check();
  }
}
