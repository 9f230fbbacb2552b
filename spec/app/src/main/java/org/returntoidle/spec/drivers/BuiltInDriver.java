package org.returntoidle.spec.drivers;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Offering;
import org.returntoidle.spec.verdict.ClassFactory;

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
      Rule.A4,
      Rule.D11),
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
      "busy-disturbs", "A second call ends the first one.", BusyDisturbs::create, Rule.D4),

  // What follows is of our own making; what precedes is known from real drivers.
  STAYS_BUSY(
      "stays-busy",
      "After a callback has failed, every further transfer is refused.",
      StaysBusy::create,
      Rule.A4),
  IDLE_CANCEL_KEPT(
      "idle-cancel-kept",
      "A CANCEL_IO while idle cancels the next transfer.",
      IdleCancelKept::create,
      Rule.D1),
  SECOND_CANCEL_RESUMES(
      "second-cancel-resumes",
      "A second CANCEL_IO takes the first one back.",
      SecondCancelResumes::create,
      Rule.D2),
  LATE_ERROR_IGNORED(
      "late-error-ignored",
      "A callback's error after a cancel is ignored.",
      LateErrorIgnored::create,
      Rule.D3),
  BAND_LOST("band-lost", "The first band of several is dropped.", BandLost::create, Rule.D7),
  READS_PAST_THE_END(
      "reads-past-the-end",
      "One more read follows the last band.",
      ReadsPastTheEnd::create,
      Rule.D9),
  LATE_CANCEL_FAILS(
      "late-cancel-fails",
      "On Windows XP a CANCEL_IO after the last band makes a failure of the success.",
      LateCancelFails::create,
      Rule.D9),
  CUTS_BYTES(
      "cuts-bytes",
      "The last byte of each band is dropped; the last band is whole.",
      CutsBytes::create,
      Rule.D24),
  ONE_BUFFER(
      "one-buffer",
      "It reads ahead into the one buffer that it gives the callback.",
      OneBuffer::create,
      Rule.D24,
      Rule.D7),
  LAST_ON_EMPTY_PART(
      "last-on-empty-part",
      "The last band does not say that it is the last; an empty one after it does.",
      LastOnEmptyPart::create,
      Rule.D24),
  NEVER_READS(
      "never-reads",
      "Nothing is read: one empty band of the driver's own is delivered as the last.",
      NeverReads::create,
      Rule.D7,
      Rule.D24),
  FAULT_REPLACED(
      "fault-replaced",
      "A device fault is reported as another error.",
      FaultReplaced::create,
      Rule.D10),
  USES_UP(
      "uses-up",
      "Each canceled transfer uses up a buffer, and there are two.",
      UsesUp::create,
      Rule.D14),
  NO_ERROR_ON_ME(
      "no-error-on-me",
      "On Windows Me, too, a cancel is reported as S_FALSE.",
      NoErrorOnMe::create,
      Rule.A7,
      Rule.D16),
  THROWS_ON_FAULT(
      "throws-on-fault", "A device fault is thrown.", ThrowsOnFault::create, Rule.D17, Rule.L2),
  CALLBACK_ON_OWN_THREAD(
      "callback-on-own-thread",
      "Callbacks are made on another thread than the caller's.",
      CallbackOnOwnThread::create,
      Rule.D18),
  UNKNOWN_SUCCESS_FAILS(
      "unknown-success-fails",
      "A success code that the driver does not know is a failure to it.",
      UnknownSuccessFails::create,
      Rule.D19),
  HEARS_AND_FAILS(
      "hears-and-fails",
      "On Windows XP, not asynchronous, yet CANCEL_IO makes the transfer fail.",
      HearsAndFails::create,
      Rule.B5),
  RETRIES_DEAD_CLIENT(
      "retries-dead-client",
      "A callback whose client is gone is called again and again.",
      RetriesDeadClient::create,
      Rule.L1),
  INTERRUPT_LOST(
      "interrupt-lost",
      "A CANCEL_IO that comes while a read begins does not interrupt it.",
      InterruptLost::create,
      Rule.L5),
  BUTTON_AS_ERROR(
      "button-as-error",
      "On Windows XP the cancel button is reported as a failure.",
      ButtonAsError::create,
      Rule.A6),
  STATUS_ANSWER_IGNORED(
      "status-answer-ignored",
      "What the application answers to a status message is not looked at.",
      StatusAnswerIgnored::create,
      Rule.A8,
      Rule.A9,
      Rule.D15),
  CANCELED_ERROR_AS_CANCEL(
      "canceled-error-as-cancel",
      "A callback's error that is called \"canceled\" is taken for a cancel.",
      CanceledErrorAsCancel::create,
      Rule.A9),
  GIVES_UP_UNSTOPPED(
      "gives-up-unstopped",
      "It may cancel by its own decision, and then leaves the device on.",
      GivesUpUnstopped::create,
      Rule.A3,
      Rule.D13),
  BUSY_AFTER_EXCEPTION(
      "busy-after-exception",
      "After a callback has thrown, every further transfer is refused.",
      BusyAfterException::create,
      Rule.D21),

  // What follows was not found for long: the harness did not offer it, or nobody looked.
  ABORTED_READ_AS_CANCEL(
      "aborted-read-as-cancel",
      "A device fault that is called \"aborted\" is taken for a cancel.",
      AbortedReadAsCancel::create,
      Rule.D10),
  RESUME_CANCELS(
      "resume-cancels",
      "When the machine wakes up the transfer is canceled.",
      ResumeCancels::create,
      Rule.D20),
  EVENT_WHILE_IDLE_KEPT(
      "event-while-idle-kept",
      "An event other than CANCEL_IO that comes while idle cancels the next transfer.",
      EventWhileIdleKept::create,
      Rule.D20),
  REENTRANT_GUARD(
      "reentrant-guard",
      "A second call from inside its own callback gets in.",
      ReentrantGuard::new,
      Rule.D4),
  PAUSE_IS_THE_END(
      "pause-is-the-end",
      "A pause between two bands is taken for the end of the image.",
      PauseIsTheEnd::create,
      Rule.D7),
  IMPATIENT(
      "impatient",
      "It fails when the device is not ready a second time.",
      Impatient::create,
      Rule.D11),
  FLUSHES_ELSEWHERE(
      "flushes-elsewhere",
      "After S_FALSE a thread of its own reads one more band before the device is stopped.",
      FlushesElsewhere::create,
      Rule.D22),
  DRAINS_THE_IMAGE(
      "drains-the-image",
      "After a CANCEL_IO it reads the image to its end before it stops.",
      DrainsTheImage::create,
      Rule.D22),
  TWO_READS(
      "two-reads",
      "A second read is submitted before the first has completed.",
      TwoReads::create,
      Rule.D23),
  FLUSHES_AFTER_STOP(
      "flushes-after-stop",
      "A read is submitted to a device that was stopped.",
      FlushesAfterStop::create,
      Rule.D23),
  USES_UP_SLOWLY(
      "uses-up-slowly",
      "Each canceled transfer uses up a buffer, and there are five.",
      UsesUp::slowly,
      Rule.D14,
      Rule.D11),
  STOPS_TWICE_AT_ONCE(
      "stops-twice-at-once",
      "Two CANCEL_IO at once both stop the device.",
      StopsTwiceAtOnce::create,
      Rule.D13),
  STOPS_WHAT_FAILED(
      "stops-what-failed",
      "A device that did not start is stopped.",
      StopsWhatFailed::create,
      Rule.D13),
  START_UNCHECKED(
      "start-unchecked", "A device that did not start is read.", StartUnchecked::create, Rule.D23),
  GONE_FOR_GOOD(
      "gone-for-good",
      "A device that was unplugged while idle is refused for ever.",
      GoneForGood::create,
      Rule.D20),
  BUTTON_OVERTAKEN(
      "button-overtaken",
      "It reads ahead, and forgets a button that is reported while a callback is in flight.",
      ButtonOvertaken::create,
      Rule.D22,
      Rule.A6,
      Rule.A7,
      Rule.L3),
  WAITS_FOR_THE_END(
      "waits-for-the-end",
      "A CANCEL_IO waits for a while for the transfer to end.",
      WaitsForTheEnd::create,
      Rule.D25),
  SHARED_FLAG(
      "shared-flag",
      "The flag that a CANCEL_IO sets is one for all devices.",
      SharedFlag::create,
      Rule.D11),
  SHARED_POOL(
      "shared-pool",
      "All drivers share sixty handles, and each transfer uses one up.",
      SharedPool::create,
      Rule.D14),

  // Stream drivers: Windows Vista and later.
  STREAM_REFERENCE(
      "stream-reference", "The stream driver to copy from.", ReferenceStreamDriver::new),
  STREAM_MESSAGE_CANCEL_IS_SUCCESS(
      "stream-message-cancel-is-success",
      "S_FALSE from SendMessage ends the transfer as a success.",
      device -> new PlainStreamDriver(device, Habit.MESSAGE_CANCEL_IS_SUCCESS),
      Rule.V10),
  STREAM_TELLS_OF_CANCEL(
      "stream-tells-of-cancel",
      "After S_FALSE one more message is sent.",
      device -> new PlainStreamDriver(device, Habit.TELLS_OF_CANCEL),
      Rule.V12),
  STREAM_ASKS_FOR_NEXT(
      "stream-asks-for-next",
      "After S_FALSE for one page the next stream is asked for.",
      device -> new PlainStreamDriver(device, Habit.ASKS_FOR_NEXT),
      Rule.V11),
  STREAM_FEEDS_THE_REST(
      "stream-cancel-feeds-the-rest",
      "After S_FALSE every remaining sheet is pulled through.",
      device -> new PlainStreamDriver(device, Habit.FEEDS_THE_REST),
      Rule.V11,
      Rule.V13,
      Rule.D22),
  STREAM_CANCEL_IS_ERROR(
      "stream-cancel-is-error",
      "A cancel is reported as an error.",
      device -> new PlainStreamDriver(device, Habit.CANCEL_IS_ERROR),
      Rule.V9,
      Rule.V10,
      Rule.A6),
  STREAM_FLUSHES(
      "stream-flushes",
      "What was read when the cancel came is written all the same.",
      device -> new PlainStreamDriver(device, Habit.FLUSHES),
      Rule.V16),
  STREAM_RETURNS_SKIP(
      "stream-skip-returned",
      "If the last page is skipped, SKIP_ITEM is returned.",
      device -> new PlainStreamDriver(device, Habit.RETURNS_SKIP),
      Rule.V3a),
  STREAM_SKIP_ENDS(
      "stream-skip-ends",
      "A skipped page ends the transfer.",
      device -> new PlainStreamDriver(device, Habit.SKIP_ENDS),
      Rule.V3a),
  STREAM_SKIP_IS_ERROR(
      "stream-skip-as-bad-data",
      "A skipped page is an error.",
      device -> new PlainStreamDriver(device, Habit.SKIP_IS_ERROR),
      Rule.V3a),
  STREAM_SKIPS_UNSCANNED(
      "stream-skips-unscanned",
      "The sheet of a skipped page becomes the next page.",
      device -> new PlainStreamDriver(device, Habit.SKIPS_UNSCANNED),
      Rule.V3),
  STREAM_KEEPS_STREAM_ON_CANCEL(
      "stream-keeps-stream-on-cancel",
      "After a cancel the stream is not released.",
      device -> new PlainStreamDriver(device, Habit.KEEPS_STREAM_ON_CANCEL),
      Rule.V15),
  STREAM_KEEPS_STREAM_OF_PAGE(
      "stream-keeps-stream-of-page",
      "A stream is released only after the next was asked for.",
      device -> new PlainStreamDriver(device, Habit.KEEPS_STREAM_OF_PAGE),
      Rule.V15),
  STREAM_ASKS_STREAM(
      "stream-asks-stream",
      "The stream is asked for its properties.",
      device -> new PlainStreamDriver(device, Habit.ASKS_STREAM),
      Rule.V17),
  STREAM_NEVER_SEEKS(
      "stream-never-seeks",
      "Data is written wherever the pointer is.",
      device -> new PlainStreamDriver(device, Habit.NEVER_SEEKS),
      Rule.V18),
  STREAM_SEEKS_ONCE(
      "stream-seeks-once",
      "Only a new stream is sought in.",
      device -> new PlainStreamDriver(device, Habit.SEEKS_ONCE),
      Rule.V18),
  STREAM_IGNORES_WRITE_ERROR(
      "stream-write-error-ignored",
      "A failed write is taken for a good one.",
      device -> new PlainStreamDriver(device, Habit.IGNORES_WRITE_ERROR),
      Rule.V19,
      Rule.V16),
  STREAM_IGNORES_SHORT_WRITE(
      "stream-short-write-ignored",
      "A short write is taken for a whole one.",
      device -> new PlainStreamDriver(device, Habit.IGNORES_SHORT_WRITE),
      Rule.D7,
      Rule.D24),
  STREAM_STREAM_ERROR_IS_CANCEL(
      "stream-next-stream-error-as-cancel",
      "GetNextStream fails, and a cancel is reported.",
      device -> new PlainStreamDriver(device, Habit.STREAM_ERROR_IS_CANCEL),
      Rule.V20),
  STREAM_NO_STREAM_IS_SKIP(
      "stream-no-stream-is-skip",
      "No stream is given, and the page is skipped.",
      device -> new PlainStreamDriver(device, Habit.NO_STREAM_IS_SKIP),
      Rule.V20,
      Rule.D22),
  STREAM_NO_STREAM_IS_DEVICES(
      "stream-no-stream-is-devices",
      "No stream is given, and an error of the device is reported.",
      device -> new PlainStreamDriver(device, Habit.NO_STREAM_IS_DEVICES),
      Rule.V20),
  STREAM_IGNORES_MESSAGE_ERROR(
      "stream-status-error-ignored",
      "SendMessage fails, and the scan goes on.",
      device -> new PlainStreamDriver(device, Habit.IGNORES_MESSAGE_ERROR),
      Rule.V12,
      Rule.V20),
  STREAM_SENDS_END_OF_STREAM(
      "stream-sends-end-of-stream",
      "The driver sends END_OF_STREAM itself.",
      device -> new PlainStreamDriver(device, Habit.SENDS_END_OF_STREAM),
      Rule.V21),
  STREAM_SENDS_END_OF_TRANSFER(
      "stream-sends-end-of-transfer",
      "The driver sends END_OF_TRANSFER itself.",
      device -> new PlainStreamDriver(device, Habit.SENDS_END_OF_TRANSFER),
      Rule.V21),
  STREAM_KEEPS_IDLE_EVENT(
      "stream-idle-event-kept",
      "A CANCEL_IO while idle cancels the next transfer.",
      device -> new PlainStreamDriver(device, Habit.KEEPS_IDLE_EVENT),
      Rule.V8),
  STREAM_SCANS_FIRST(
      "stream-cancel-only-after-scan",
      "A page is scanned whole before anybody is asked.",
      device -> new PlainStreamDriver(device, Habit.SCANS_FIRST),
      Rule.V13),
  STREAM_WAITS_DEAF(
      "stream-deaf-wait",
      "While the device is not ready nobody is asked.",
      device -> new PlainStreamDriver(device, Habit.WAITS_DEAF),
      Rule.D15),
  STREAM_LEFT_ON(
      "stream-left-enabled-on-early-exit",
      "GetNextStream says no, and the device is left on.",
      device -> new PlainStreamDriver(device, Habit.LEFT_ON),
      Rule.A3,
      Rule.A9,
      Rule.D13),
  STREAM_EVENT_WITHOUT_EFFECT(
      "stream-acknowledged-not-done",
      "CANCEL_IO is answered S_OK and has no effect.",
      device -> new PlainStreamDriver(device, Habit.EVENT_WITHOUT_EFFECT),
      Rule.D5,
      Rule.D22,
      Rule.D26,
      Rule.L3),
  STREAM_WRITES_BEFORE_ASKING(
      "stream-writes-before-asking",
      "After CANCEL_IO a band is written before anybody is asked.",
      device -> new PlainStreamDriver(device, Habit.WRITES_BEFORE_ASKING),
      Rule.D26),
  STREAM_ONE_PAGE(
      "stream-one-page",
      "The pages after the first are forgotten.",
      device -> new PlainStreamDriver(device, Habit.ONE_PAGE),
      Rule.D7),
  STREAM_ONE_STREAM(
      "stream-one-stream",
      "Every page goes into the first stream.",
      device -> new PlainStreamDriver(device, Habit.ONE_STREAM),
      Rule.V14),
  STREAM_LAST_BAND_LOST(
      "stream-last-band-lost",
      "The last band is read and never written.",
      device -> new PlainStreamDriver(device, Habit.LAST_BAND_LOST),
      Rule.D7),
  STREAM_BUTTON_IS_ERROR(
      "stream-button-is-error",
      "The cancel button is reported as an error.",
      device -> new PlainStreamDriver(device, Habit.BUTTON_IS_ERROR),
      Rule.A6),
  STREAM_FAULT_IS_CANCEL(
      "stream-fault-is-cancel",
      "A fault of the device is reported as a cancel.",
      device -> new PlainStreamDriver(device, Habit.FAULT_IS_CANCEL),
      Rule.D10),
  STREAM_CLAIMS_TO_SURVIVE(
      "stream-claims-to-survive",
      "The driver says that it survives exceptions, and does not.",
      device -> new PlainStreamDriver(device, Habit.CLAIMS_TO_SURVIVE, Habit.TELLS_OF_FAULT),
      Rule.D21),
  STREAM_OLD_DATA(
      "stream-old-data",
      "What a canceled transfer has read is written in the next one.",
      device -> new PlainStreamDriver(device, Habit.OLD_DATA),
      Rule.D12),
  STREAM_PER_PAGE(
      "stream-per-page",
      "Each page gets a stream, also where all are to go into one.",
      device -> new PlainStreamDriver(device, Habit.STREAM_PER_PAGE),
      Rule.V14),
  STREAM_SKIPS_DO_NOT_COUNT(
      "stream-skips-do-not-count",
      "For each page that is skipped another one is sent.",
      device -> new PlainStreamDriver(device, Habit.SKIPS_DO_NOT_COUNT),
      Rule.V5c),
  STREAM_FEWER_IS_SUCCESS(
      "stream-fewer-is-success",
      "Fewer pages than were wanted are reported as success.",
      device -> new PlainStreamDriver(device, Habit.FEWER_IS_SUCCESS),
      Rule.V5),
  STREAM_EMPTY_IS_SUCCESS(
      "stream-empty-is-success",
      "A feeder without a single sheet is reported as success.",
      device -> new PlainStreamDriver(device, Habit.EMPTY_IS_SUCCESS),
      Rule.V5),
  STREAM_EMPTY_IS_ERROR(
      "stream-empty-is-error",
      "A feeder that is empty after a page is reported as an error.",
      device -> new PlainStreamDriver(device, Habit.EMPTY_IS_ERROR),
      Rule.V5),
  STREAM_KEEPS_WHAT_IS_AHEAD(
      "stream-keeps-what-is-ahead",
      "A page that was scanned ahead and canceled is sent in the next transfer.",
      device -> new PlainStreamDriver(device, Habit.SCANS_AHEAD, Habit.KEEPS_AHEAD),
      Rule.V25),
  STREAM_READS_ON_UNREPAIRED(
      "stream-reads-on-unrepaired",
      "A fault is told of, and read on whatever the answer.",
      device -> new PlainStreamDriver(device, Habit.READS_ON_UNREPAIRED),
      Rule.V33),
  STREAM_GIVEN_UP_IS_SUCCESS(
      "stream-given-up-is-success",
      "A fault whose cause nobody repairs ends the transfer as a success.",
      device -> new PlainStreamDriver(device, Habit.GIVEN_UP_IS_SUCCESS),
      Rule.V33),
  STREAM_FAULT_ANYWAY(
      "stream-fault-anyway",
      "A fault is told of, its cause is repaired, and it is returned all the same.",
      device -> new PlainStreamDriver(device, Habit.FAULT_ANYWAY),
      Rule.V32),
  STREAM_FAULT_BEATS_CANCEL(
      "stream-fault-beats-cancel",
      "The user cancels when told of a fault, and the fault is returned.",
      device -> new PlainStreamDriver(device, Habit.FAULT_BEATS_CANCEL),
      Rule.V32),
  STREAM_WARM_UP_IS_ERROR(
      "stream-warm-up-is-error",
      "That the device warms up is told of as an error, which nobody can repair.",
      device -> new PlainStreamDriver(device, Habit.WARM_UP_IS_ERROR),
      Rule.V31),
  STREAM_TELLS_OF_WARM_UP_ONCE(
      "stream-tells-of-warm-up-once",
      "That the device warms up is told of once; after that nobody can cancel.",
      device -> new PlainStreamDriver(device, Habit.TELLS_OF_WARM_UP_ONCE),
      Rule.V34),
  STREAM_STARTS_BLINDLY(
      "stream-starts-blindly",
      "A device that scans for a driver that is gone is started without a look.",
      device -> new PlainStreamDriver(device, Habit.STARTS_BLINDLY),
      Rule.V29),
  STREAM_LEAVES_IT_LOUD(
      "stream-leaves-it-loud",
      "The driver returns although the device says that it is not quiet yet.",
      device -> new PlainStreamDriver(device, Habit.LEAVES_IT_LOUD),
      Rule.D6),
  STREAM_STOPS_WHAT_IS_GONE(
      "stream-stops-what-is-gone",
      "A device that was unplugged is told to stop.",
      device -> new PlainStreamDriver(device, Habit.STOPS_WHAT_IS_GONE),
      Rule.V28),
  STREAM_FAULT_IS_AN_END(
      "stream-fault-is-an-end",
      "A fault in the middle of the second page is reported as the end of the paper.",
      device -> new PlainStreamDriver(device, Habit.FAULT_IS_AN_END_ANYWHERE),
      Rule.V5b),
  STREAM_MESSAGE_SKIPS(
      "stream-message-skips",
      "SKIP_ITEM from SendMessage is taken for a skip of the page.",
      device -> new PlainStreamDriver(device, Habit.MESSAGE_SKIPS),
      Rule.V3b),
  STREAM_LOOKS_AT_SIGN(
      "stream-looks-at-sign",
      "Of the answer of GetNextStream only the sign is looked at, so that a cancel is a success.",
      device -> new PlainStreamDriver(device, Habit.LOOKS_AT_SIGN),
      Rule.V11),
  STREAM_SHARED_FLAG(
      "stream-shared-flag",
      "The flag that a CANCEL_IO sets is one for all devices.",
      SharedFlag::createForStreams,
      Rule.V30);

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

  /** Whether only a life of many transfers shows it. */
  public boolean showsLate() {
    return this == USES_UP_SLOWLY;
  }

  /** Whether only what happens to a second driver shows it. */
  public boolean needsNeighbor() {
    return this == SHARED_FLAG || this == STREAM_SHARED_FLAG;
  }

  /** Whether only runs that follow many others show it. */
  public boolean showsInAnotherOrder() {
    return this == SHARED_POOL;
  }

  /** Whether all drivers of its kind share something. */
  public boolean sharesState() {
    return this == SHARED_FLAG || this == SHARED_POOL || this == STREAM_SHARED_FLAG;
  }

  /**
   * Makes them. Those that share something share it only if the same factory has made them, so that
   * nobody else who runs such drivers has a say.
   */
  public DriverFactory factory() {
    DriverFactory here = new ClassFactory(BuiltInDriver.class, this::madeBy);
    return sharesState() ? here.inFreshClasses().orElse(here) : here;
  }

  /** Makes one; not to be used but through {@link #factory}. */
  public DriverFactory made() {
    return streams() ? Offering.streams(factory) : factory;
  }

  /** What this driver's constant makes in an enum that may have been loaded anew. */
  private DriverFactory madeBy(Class<?> drivers) {
    try {
      Object same = drivers.getField(name()).get(null);
      return (DriverFactory) drivers.getMethod("made").invoke(same);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name(), e);
    }
  }

  /** Whether it writes to streams; else it delivers bands. */
  public boolean streams() {
    return label.startsWith("stream-");
  }

  /** Whether the mistake shows on {@code platform}. */
  public boolean failsOn(Platform platform) {
    if (streams() != platform.streams()) {
      return false;
    }
    return switch (this) {
      case REFERENCE, STREAM_REFERENCE -> false;
      // Where a cancel is an error, another error may report it, too (D16).
      case LATE_CANCEL_FAILS, HEARS_AND_FAILS, BUTTON_AS_ERROR -> !platform.cancelIsAnError();
      case NO_ERROR_ON_ME -> platform.cancelIsAnError();
      default -> true;
    };
  }

  /** The rules that its mistake breaks; a verdict names one of them. Empty for the reference. */
  public ImmutableSet<Rule> breaks() {
    return breaks;
  }
}
