package org.returntoidle.spec.harness;

/**
 * Memory or stack ran out in a thread of the driver. Whether that is the driver's fault, or that of
 * the search around it, shows when the schedule is run alone: {@link Harness#runAlone}.
 */
public final class RanOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Schedule schedule;

  RanOutException(Schedule schedule, VirtualMachineError error) {
    super(error);
    this.schedule = schedule;
  }

  /** What was being played. */
  public Schedule schedule() {
    return schedule;
  }
}
