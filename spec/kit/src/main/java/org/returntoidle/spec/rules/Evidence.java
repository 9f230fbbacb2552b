package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;
import org.returntoidle.spec.harness.Execution;

/**
 * What a judge of stream transfers goes by: what the driver says of itself, and how much is shown
 * of what it does. What is not shown may have happened, and nobody is accused because of it.
 *
 * @param asynchronous whether the driver claims asynchronous cancel
 * @param cancelsByItself whether it says that it may cancel by its own decision
 * @param bytes whether reads and writes carry their bytes; else at most how many they are
 * @param shown what has not happened if it is not shown
 */
public record Evidence(
    boolean asynchronous, boolean cancelsByItself, boolean bytes, ImmutableSet<Action> shown) {
  private static final ImmutableSet<Action> DEVICE =
      ImmutableSet.of(Action.START_DEVICE, Action.STOP_DEVICE);
  private static final ImmutableSet<Action> PAGES =
      ImmutableSet.of(Action.READ_BAND, Action.READ_LAST_BAND);

  /** Of a run of the harness, which sees everything. */
  static Evidence of(Execution run) {
    return new Evidence(run.asynchronous(), run.cancelsByItself(), run.bytes(), Action.STREAMS);
  }

  /** Whether it is known when the device is on. */
  public boolean showsDevice() {
    return shown.containsAll(DEVICE);
  }

  /** Whether it is known what was read of each page. */
  boolean showsPages() {
    return shown.containsAll(PAGES);
  }

  /** Whether it is known that the feeder has run empty. */
  boolean showsFeeder() {
    return shown.contains(Action.READ_FEEDER_EMPTY);
  }

  /** Whether the button is known when it is met. */
  boolean showsButton() {
    return shown.contains(Action.READ_BUTTON);
  }

  /** Whether every fault of the device is known. */
  boolean showsFaults() {
    return shown.containsAll(Action.FAULT_REPORTS);
  }
}
