package org.returntoidle.spec.trace;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Job;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Remark;

/**
 * A line of a trace. Fields that were not recorded are null, 0 for {@code transfer} and {@code
 * band}, and -1 for {@code time} and {@code bytes}.
 *
 * @param line its number in the file, from 1
 * @param action what happened; null for a misdeed
 * @param device which of several drivers
 * @param thread on which thread
 * @param time in nanoseconds
 * @param transfer the transfer that it belongs to; for a band the one in which it was read
 * @param band its number in the image, from 1
 * @param last whether the band is the last
 * @param code what was returned or reported
 * @param manner what it overlaps with
 * @param rule that a misdeed breaks
 * @param says the misdeed in words
 * @param job what is wanted of the transfer that begins
 * @param bytes how many a band or a write has
 */
public record RecordedEvent(
    long line,
    @Nullable Action action,
    String device,
    @Nullable String thread,
    long time,
    int transfer,
    int band,
    boolean last,
    @Nullable HResult code,
    @Nullable Manner manner,
    @Nullable Rule rule,
    String says,
    Job job,
    long bytes) {

  /** One of which nothing is said that only stream transfers have. */
  public RecordedEvent(
      long line,
      @Nullable Action action,
      String device,
      @Nullable String thread,
      long time,
      int transfer,
      int band,
      boolean last,
      @Nullable HResult code,
      @Nullable Manner manner,
      @Nullable Rule rule,
      String says) {
    this(
        line,
        action,
        device,
        thread,
        time,
        transfer,
        band,
        last,
        code,
        manner,
        rule,
        says,
        Job.NOT_SAID,
        -1);
  }

  /** The same for reports, within the transfer that ran. */
  public TraceEvent event(int runningTransfer) {
    Action happened = action;
    if (happened == null) {
      return new Remark(runningTransfer, brokenRule() + ": " + says);
    }
    HResult answer = code;
    boolean noStream = happened == Action.CALLBACK_FAILS_E_FAIL && HResult.S_OK.equals(answer);
    if (Action.CALLBACK_ANSWERS.contains(happened) && answer != null && !noStream) {
      return new Answered(runningTransfer, answer);
    }
    return new Happened(
        runningTransfer,
        happened,
        Optional.ofNullable(code),
        band == 0
            ? Optional.empty()
            : Optional.of(
                new Band(
                    transfer == 0 ? runningTransfer : transfer,
                    band,
                    last,
                    ByteBuffer.allocate(0))),
        false,
        manner == null ? Manner.ALONE : manner,
        job,
        bytes);
  }

  /** What the trace shows by it. */
  Event shown() {
    return new Event(
        Objects.requireNonNull(action, "an action, not a misdeed"),
        transfer,
        band,
        last,
        code,
        manner,
        thread);
  }

  /** The rule that a misdeed breaks. */
  Rule brokenRule() {
    return Objects.requireNonNull(rule, "the rule of a misdeed");
  }
}
