package org.returntoidle.spec.drivers;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;

/** The drivers that come with the tool; the first is right, each other one breaks a rule. */
public enum BuiltInDriver {
  REFERENCE("reference", "The driver to copy from.", ReferenceMiniDriver::new),
  NEVER_STOPPED(
      "never-stopped",
      "After a callback's cancel the device is never stopped.",
      NeverStopped::create,
      Rule.A3,
      Rule.D13),
  RETURNED_BEFORE_STOPPED(
      "returned-before-stopped",
      "The device is stopped only after the call has returned.",
      ReturnedBeforeStopped::create,
      Rule.D6),
  WARM_UP_NOT_CLEANED(
      "warm-up-not-cleaned",
      "A transfer that is canceled in warm-up leaves the device on.",
      WarmUpNotCleaned::create,
      Rule.A3,
      Rule.D15),
  DEAF_WAIT("deaf-wait", "Warm-up is a loop that nothing interrupts.", DeafWait::create, Rule.D15),
  LOST_BEFORE_FIRST_BAND(
      "lost-before-first-band",
      "A CANCEL_IO before the first band is forgotten.",
      LostBeforeFirstBand::create,
      Rule.L3,
      Rule.D15),
  STALE_FLAG(
      "stale-flag",
      "After a canceled transfer the next one is canceled at once.",
      StaleFlag::create,
      Rule.D1,
      Rule.A4),
  STALE_DATA(
      "stale-data",
      "After a canceled transfer the next one begins with an old band.",
      StaleData::create,
      Rule.D12),
  BAND_AFTER_CANCEL(
      "band-after-cancel",
      "The callback is called once more after it has canceled.",
      BandAfterCancel::create,
      Rule.D5),
  CANCEL_AS_SUCCESS(
      "cancel-as-success",
      "A callback's cancel is reported as S_OK.",
      CancelAsSuccess::create,
      Rule.A5,
      Rule.A8),
  ERROR_AS_CANCEL(
      "error-as-cancel",
      "A callback's error is reported as S_FALSE.",
      ErrorAsCancel::create,
      Rule.A9,
      Rule.D11),
  ERROR_REPLACED(
      "error-replaced",
      "A callback's error is reported as another error.",
      ErrorReplaced::create,
      Rule.A8,
      Rule.A9),
  LOCK_ACROSS_CALLBACK(
      "lock-across-callback",
      "A lock is held across the callback.",
      LockAcrossCallback::create,
      Rule.D8),
  DOUBLE_STOP(
      "double-stop",
      "A CANCEL_IO after a canceled transfer stops the device again.",
      DoubleStop::create,
      Rule.D2,
      Rule.D13),
  STOP_WHEN_IDLE(
      "stop-when-idle",
      "A CANCEL_IO while idle stops the device.",
      StopWhenIdle::create,
      Rule.D1,
      Rule.D13),
  ACKNOWLEDGED_NOT_DONE(
      "acknowledged-not-done",
      "CANCEL_IO is answered S_OK and has no effect.",
      AcknowledgedNotDone::create,
      Rule.B4,
      Rule.L3),
  BUTTON_NOT_PASSED_ON(
      "button-not-passed-on",
      "After the cancel button nobody stops the device.",
      ButtonNotPassedOn::create,
      Rule.A3,
      Rule.D6,
      Rule.D13),
  DEAD_CLIENT_IGNORED(
      "dead-client-ignored",
      "An error from the callback is ignored.",
      DeadClientIgnored::create,
      Rule.A9),
  ANY_EVENT_CANCELS("any-event-cancels", "Every event cancels.", AnyEventCancels::create, Rule.D20),
  BUSY_DISTURBS(
      "busy-disturbs", "A second call ends the first one.", BusyDisturbs::create, Rule.D4);

  private final String label;
  private final String description;
  private final DriverFactory factory;
  private final ImmutableSet<Rule> breaks;

  BuiltInDriver(String label, String description, DriverFactory factory, Rule... breaks) {
    this.label = label;
    this.description = description;
    this.factory = factory;
    this.breaks = ImmutableSet.copyOf(breaks);
  }

  /** The driver with this name, if there is one. */
  public static Optional<BuiltInDriver> withLabel(String label) {
    return Arrays.stream(values()).filter(driver -> driver.label.equals(label)).findFirst();
  }

  /** The name on the command line. */
  public String label() {
    return label;
  }

  /** What it is, or does wrong, in one sentence. */
  public String description() {
    return description;
  }

  /** Makes one. */
  public DriverFactory factory() {
    return factory;
  }

  /** The rules that its mistake breaks; a verdict names one of them. Empty for the reference. */
  public ImmutableSet<Rule> breaks() {
    return breaks;
  }
}
