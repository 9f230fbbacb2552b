package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.text.Shown;

/**
 * One run in which two threads are in the driver at once, for whoever explores how their statements
 * interleave: a transfer that meets others as a {@link Scene} says, and when all have come back a
 * second transfer. The harness has no lock that is explored: what it does is kept apart, and {@link
 * #pause} is the only place where another thread may go on.
 */
public final class Meeting {
  /** Bands of each page. */
  private static final int BANDS = 2;

  /** Keeps what the harness does apart from what is explored, which is the driver. */
  public interface Explorer {
    /** Explores nothing. */
    Explorer NONE =
        new Explorer() {
          @Override
          public void leave() {}

          @Override
          public void enter() {}

          @Override
          public boolean ends(Throwable thrown) {
            return false;
          }
        };

    /** The explored code is left. */
    void leave();

    /** It goes on. */
    void enter();

    /** Whether {@code thrown} is how the explorer ends a thread. */
    boolean ends(Throwable thrown);
  }

  /** Drivers of one kind, and what they promise. */
  public static final class Cast {
    private final DriverFactory factory;
    private final Platform platform;
    private final Limits limits;
    private final Capabilities capabilities;

    private Cast(
        DriverFactory factory, Platform platform, Limits limits, Capabilities capabilities) {
      this.factory = factory;
      this.platform = platform;
      this.limits = limits;
      this.capabilities = capabilities;
    }

    /**
     * Asks what the drivers of {@code factory} promise.
     *
     * @throws DriverNotUsableException if no driver can be made
     */
    public static Cast of(DriverFactory factory, Platform platform, Limits limits) {
      try (Harness harness = new Harness(factory, platform, limits)) {
        return new Cast(factory, platform, limits, harness.capabilities());
      }
    }

    /** A driver that is not to be called: one to look at. */
    public WiaDriver sample() {
      return factory.create(new UnusedDevice());
    }

    /** Whether a read is given up that a {@code CANCEL_IO} meets in flight (L5). */
    public boolean givesReadsUp() {
      return capabilities.givesReadsUp();
    }

    /** Whether the drivers claim asynchronous cancel (B4). */
    public boolean asynchronous() {
      return capabilities.asynchronous();
    }
  }

  /**
   * A {@code CANCEL_IO} has taken effect somewhere between two places of the trace.
   *
   * @param begun how many events there were when it came
   * @param at the place of the event that says that the driver has returned from it
   */
  public record Span(int begun, int at) {}

  private final Cast cast;
  private final Scene scene;
  private final Explorer explorer;
  private final Session session;
  private final Driven driver;
  private final Stage stage = new Inside();
  private final List<Thread> others = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /** Who called from where, by the place of the event in the trace. */
  private final Map<Integer, String> places = new TreeMap<>();

  /** Only so that threads share something: see {@link #pause}. */
  @SuppressWarnings("unused")
  private int turn;

  /** Who calls first; the others are {@link #others}. */
  private final Thread first = Thread.currentThread();

  /** Whose transfer runs. */
  private Thread caller = first;

  /** Calls to the outside in this transfer, from 1. */
  private int calls;

  private int reads;
  private boolean begun;
  private boolean joined;
  private boolean calling;
  private boolean over;

  /** How many notifications have not returned. */
  private int notifying;

  /** The call that is the transfer, of {@link Scene.Kind#TWO_CALLS}; null while none is. */
  private @Nullable Thread transferring;

  /**
   * A run with a new driver.
   *
   * @throws DriverNotUsableException if none can be made
   */
  public Meeting(Cast cast, Scene scene, Explorer explorer) {
    this.cast = cast;
    this.scene = scene;
    this.explorer = explorer;
    explorer.leave();
    try {
      this.session =
          new Session(
              Scheduler.following(Schedule.ORDINARY),
              cast.limits,
              cast.capabilities,
              cast.platform.streams(),
              true);
    } finally {
      explorer.enter();
    }
    this.driver = new Driven(cast.factory.create(new Device()), cast.platform);
  }

  /** A transfer that meets others, and one that does not. */
  public void run() {
    if (scene.kind() == Scene.Kind.TWO_CALLS) {
      begin();
      callAmongTwo();
      join();
    } else {
      if (scene.from() == 0) {
        begin();
      }
      transfer();
      join();
    }
    if (!session.isAborted()) {
      transfer();
    }
    apart(
        () -> {
          over = true;
          return true;
        });
  }

  /** Notes that the run stands still: each thread waits, and nobody will wake it. */
  public void hangs() {
    if (over) {
      return;
    }
    if (notifying > 0 && !session.inTransfer()) {
      session.noticed(
          Anomaly.NOTIFY_DOES_NOT_RETURN,
          "drvNotifyPnpEvent does not return: each thread waits, and nobody will wake it");
      session.abort();
    } else {
      session.hangs("each thread waits, and nobody will wake it");
    }
  }

  /** Whether it has come to its end. */
  public boolean isOver() {
    return over;
  }

  /** How many calls to the outside the last transfer has made. */
  public int calls() {
    return calls;
  }

  /** What has happened so far; each {@code CANCEL_IO} when the driver has returned from it. */
  public Execution execution() {
    return new Execution(
        cast.platform,
        cast.capabilities.asynchronous(),
        cast.capabilities.cancelsByItself(),
        cast.platform.streams() || cast.capabilities.givesBytes(),
        session.trace(),
        ImmutableList.of(),
        session.isAborted(),
        session.order());
  }

  /** Between which events each {@code CANCEL_IO} has taken effect. */
  public ImmutableList<Span> spans() {
    return ImmutableList.copyOf(spans);
  }

  /** From which line of the driver it was called, by the place of the event in the trace. */
  public ImmutableMap<Integer, String> places() {
    return ImmutableMap.copyOf(places);
  }

  // What the explorer sees.

  /** Another thread may go on here: it is the one thing of the harness that threads share. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void pause() {
    turn = 1;
  }

  private <T> T apart(Supplier<T> work) {
    explorer.leave();
    try {
      return work.get();
    } finally {
      explorer.enter();
    }
  }

  /** The driver has called out: it is counted. */
  private void arrives() {
    pause();
    apart(
        () -> {
          calls += others.contains(Thread.currentThread()) ? 0 : 1;
          return true;
        });
  }

  /**
   * A call is in flight across which the driver has no lock that others need (D8): there they have
   * to come back, if it is time. In another call they might wait for the driver.
   *
   * @param always whether it is time in any case
   */
  private void letComeBack(boolean always) {
    if (apart(() -> begun && !joined && (always || calls >= scene.until()))) {
      join();
    }
  }

  /** The call is in flight: here the others begin. */
  private void inFlight() {
    if (apart(() -> !begun && calls >= scene.from() && scene.from() > 0)) {
      begin();
    }
    pause();
  }

  private void begin() {
    begun = true;
    switch (scene.kind()) {
      case CANCEL -> add(this::cancel);
      case TWO_CANCELS -> {
        add(this::cancel);
        add(this::cancel);
      }
      case SECOND_CALL -> add(this::callAgain);
      case TWO_CALLS -> add(this::callAmongTwo);
    }
    for (Thread other : others) {
      other.start();
    }
  }

  private void add(Runnable work) {
    others.add(new Thread(work));
  }

  private void join() {
    for (Thread other : others) {
      boolean interrupted = false;
      while (true) {
        try {
          other.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // The driver's own business: it finds it as it was.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    joined = true;
  }

  // The callers.

  private void transfer() {
    Job job = apart(this::enters);
    int number = session.transfer();
    HResult result = acquired(number, job);
    apart(() -> returned(result));
  }

  private Job enters() {
    caller = Thread.currentThread();
    calls = 0;
    reads = 0;
    session.beginTransfer(false);
    Job job = cast.platform.streams() ? Job.of(1) : Job.NOT_SAID;
    session.entered(job);
    return job;
  }

  private boolean returned(@Nullable HResult result) {
    if (!session.isAborted()) {
      session.endTransfer(result);
    }
    return true;
  }

  private @Nullable HResult acquired(int number, Job job) {
    StreamCalls streams = apart(() -> new StreamCalls(stage, session, number));
    try {
      HResult result = driver.acquire(message -> callback(number, message), streams, job);
      apart(
          () -> {
            streams.end();
            if (result == null) {
              session.noticed(Anomaly.RETURNED_NULL, "drvAcquireItemData returned null");
            }
            return true;
          });
      return result;
    } catch (AbortedException e) {
      return null;
    } catch (Throwable e) {
      noticed(Anomaly.THREW, "drvAcquireItemData threw ", e);
      return null;
    }
  }

  /** What a call of ours has thrown; not if that is how the explorer ends it. */
  private void noticed(Anomaly anomaly, String says, Throwable thrown) {
    if (thrown instanceof Error error && explorer.ends(thrown)) {
      throw error;
    }
    apart(
        () -> {
          session.noticed(anomaly, says + Shown.thrown(thrown));
          return true;
        });
  }

  private void cancel() {
    int faults = apart(this::raises);
    int before = apart(session::traceSize);
    boolean atEntry = apart(() -> !session.inTransfer() || calls == 0);
    try {
      driver.notify(WiaEvent.CANCEL_IO);
    } catch (AbortedException e) {
      return;
    } catch (Throwable e) {
      noticed(Anomaly.NOTIFY_THREW, "drvNotifyPnpEvent threw ", e);
    }
    apart(() -> notified(before, atEntry, faults));
  }

  private int raises() {
    notifying++;
    session.raisesCancelIo();
    return session.faults();
  }

  private boolean notified(int before, boolean atEntry, int faults) {
    notifying--;
    session.notified(atEntry ? Manner.AT_ENTRY : Manner.OVERLAPPING, faults);
    spans.add(new Span(before, session.traceSize() - 1));
    return true;
  }

  /** A second call, while the first is surely between two of its own calls to the outside. */
  private void callAgain() {
    try {
      HResult answer = driver.acquireAgain();
      apart(() -> answered(answer));
    } catch (AbortedException e) {
      return;
    } catch (Throwable e) {
      noticed(Anomaly.SECOND_CALL_THREW, "a second drvAcquireItemData threw ", e);
    }
  }

  private boolean answered(@Nullable HResult answer) {
    if (HResult.WIA_ERROR_BUSY.equals(answer)) {
      session.happened(Action.ANSWER_BUSY);
    } else {
      session.noticed(
          Anomaly.SECOND_CALL_ANSWERED, "a second drvAcquireItemData was answered " + answer);
    }
    return true;
  }

  /** One of two calls that enter at once: the first that does something is the transfer. */
  private void callAmongTwo() {
    int before = apart(session::transfer);
    HResult result = acquired(before + 1, cast.platform.streams() ? Job.of(1) : Job.NOT_SAID);
    apart(
        () -> {
          Thread current = Thread.currentThread();
          if (transferring == current) {
            transferring = null;
            returned(result);
          } else if (session.inTransfer() || !HResult.WIA_ERROR_BUSY.equals(result)) {
            answeredAmongTwo(result);
          }
          return true;
        });
  }

  /** It has done nothing, or the other one began when it was nearly over. */
  private void answeredAmongTwo(@Nullable HResult result) {
    boolean wasOver = retired == Thread.currentThread();
    if (!wasOver || !HResult.S_OK.equals(result)) {
      answered(result);
    }
  }

  /** The call that was the transfer until the other one began: all it has to do is to return. */
  private @Nullable Thread retired;

  /** One of two calls does something. */
  private void actsAmongTwo() {
    Thread current = Thread.currentThread();
    if (transferring == current) {
      return;
    }
    if (transferring == null) {
      transferring = current;
      enters();
    } else if (session.hasStopped() && retired == null) {
      session.endTransfer(HResult.S_OK); // It cannot do more; if it returns another code, that
      retired = transferring; // is told when it does.
      transferring = current;
      enters();
    } else {
      session.noticed(
          Anomaly.SECOND_CALL_ACTED, "a second drvAcquireItemData used the device or the callback");
    }
  }

  // What the driver calls.

  private void calledOut() {
    session.calledOut();
    Thread current = Thread.currentThread();
    boolean other = others.contains(current);
    if (scene.kind() == Scene.Kind.TWO_CALLS && !joined && (other || current == first)) {
      actsAmongTwo();
    } else if (other && scene.kind() == Scene.Kind.SECOND_CALL) {
      session.noticed(
          Anomaly.SECOND_CALL_ACTED, "a second drvAcquireItemData used the device or the callback");
    } else if (!other && current != caller) {
      session.calledFromOwnThread();
    }
    places.put(session.traceSize(), place());
  }

  private static String place() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> isDrivers(frame.getClassName()))
                    .findFirst()
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
        .orElse("");
  }

  private static boolean isDrivers(String type) {
    return !type.startsWith("org.returntoidle.spec.harness.")
        && !type.startsWith("org.returntoidle.driver.")
        && !type.startsWith("java.")
        && !type.startsWith("jdk.")
        && !type.startsWith("sun.")
        && !type.startsWith("org.jetbrains.");
  }

  private HResult callback(int transfer, CallbackMessage message) {
    return stage.called(transfer, HResult.E_FAIL, () -> answered(message));
  }

  private HResult answered(CallbackMessage message) {
    Optional<Band> band =
        message instanceof CallbackMessage.Data data ? Optional.of(data.band()) : Optional.empty();
    Optional<Band> given = band.map(BandBytes::copy);
    session.delivered(given);
    Move answer = stage.answer(Point.Kind.CALLBACK, Point.Kind.CODE, "");
    if (!given.equals(band.map(BandBytes::copy))) {
      session.noticed(
          Anomaly.BYTES_OVERWRITTEN,
          "the bytes of a band were overwritten while the callback had them");
    }
    session.answered(answer.code(), band.map(Band::last).orElse(false));
    return answer.code();
  }

  private final class Inside implements Stage {
    @Override
    public void calledOut() {
      Meeting.this.calledOut();
    }

    @Override
    public <T> T called(int transfer, T refused, Supplier<T> inside) {
      arrives();
      return apart(() -> calledApart(transfer, refused, inside));
    }

    private <T> T calledApart(int transfer, T refused, Supplier<T> inside) {
      Meeting.this.calledOut();
      if (!session.inTransfer()) {
        session.noticed(
            Anomaly.CALLBACK_WHILE_IDLE, "a callback came after drvAcquireItemData had returned");
        return refused;
      }
      if (transfer != session.transfer() && scene.kind() != Scene.Kind.TWO_CALLS) {
        session.noticed(
            Anomaly.CALLBACK_WHILE_IDLE,
            "the callback of an earlier drvAcquireItemData was called, which has returned");
      }
      if (Thread.currentThread() != caller) {
        session.noticed(
            Anomaly.CALLBACK_ON_OTHER_THREAD,
            "a callback came from another thread than the caller's");
      }
      if (calling) {
        session.noticed(Anomaly.CALLBACKS_OVERLAP, "a callback came while another was in flight");
      }
      calling = true;
      try {
        return inside.get();
      } finally {
        calling = false;
      }
    }

    @Override
    public Move answer(Point.Kind inFlight, Point.Kind ends, String when) {
      explorer.enter();
      try {
        inFlight();
        letComeBack(false);
      } finally {
        explorer.leave();
      }
      return choose(ends);
    }

    @Override
    public void letCancelMeetAnswer() {}

    @Override
    public <T> T inStream(Supplier<T> inside) {
      arrives();
      return apart(
          () -> {
            Meeting.this.calledOut();
            return inside.get();
          });
    }

    @Override
    public void disturbWrite() {
      explorer.enter();
      try {
        inFlight();
      } finally {
        explorer.leave();
      }
    }

    @Override
    public void comeToRest() {}

    @Override
    public Move choose(Point.Kind kind) {
      return switch (kind) {
        case CODE, STREAM -> Move.CALLBACK_CONTINUES;
        case TAKEN -> Move.STREAM_TAKES;
        case HANDLER -> Move.HANDLER_GIVES_UP;
        default -> Move.NOTHING;
      };
    }

    @Override
    public void repairs(HResult fault) {}

    @Override
    public boolean isClientDead() {
      return false;
    }
  }

  private final class Device implements ScannerDevice {
    @Override
    public void start() {
      arrives();
      apart(
          () -> {
            calledOut();
            return session.deviceStarts();
          });
      inFlight();
    }

    @Override
    public Optional<ReadResult.Fault> tryStart() {
      start();
      return Optional.empty();
    }

    @Override
    public DeviceRead submitRead() {
      arrives();
      Read read =
          apart(
              () -> {
                calledOut();
                Read submitted = new Read(session.transfer());
                session.readSubmitted(submitted);
                return submitted;
              });
      inFlight();
      return read;
    }

    @Override
    public boolean isScanning() {
      return apart(session::isScanning);
    }

    @Override
    public void stop() {
      arrives();
      apart(
          () -> {
            calledOut();
            session.deviceStops();
            return true;
          });
      inFlight();
    }
  }

  private final class Read implements DeviceRead {
    private final int transfer;
    private boolean interrupted;
    private boolean woken;
    private boolean completed;

    Read(int transfer) {
      this.transfer = transfer;
    }

    @Override
    public void interrupt() {
      pause();
      apart(
          () -> {
            session.calledOut();
            if (!completed) {
              interrupted = true;
              session.readIsOver(this);
            }
            return true;
          });
    }

    @Override
    public void wake() {
      pause();
      apart(
          () -> {
            session.calledOut();
            woken |= !completed;
            return true;
          });
    }

    @Override
    public ReadResult await() {
      arrives();
      Optional<ReadResult> atOnce = apart(this::atOnce);
      if (atOnce.isPresent()) {
        return atOnce.get();
      }
      inFlight();
      letComeBack(scene.slow());
      return apart(this::completes);
    }

    private Optional<ReadResult> atOnce() {
      calledOut();
      if (transfer != session.transfer()) {
        session.noticed(
            Anomaly.READ_OF_EARLIER_TRANSFER, "a read of an earlier transfer was awaited");
        return Optional.of(new ReadResult.Interrupted());
      }
      if (!session.isDeviceOn()) {
        return Optional.of(new ReadResult.Interrupted());
      }
      if (reads == BANDS) {
        session.noticed(Anomaly.READ_AFTER_LAST_BAND, "a read followed the last band");
        return Optional.of(new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR));
      }
      return Optional.empty();
    }

    private ReadResult completes() {
      boolean givenUp = interrupted || !session.isDeviceOn();
      if (woken && !givenUp) {
        woken = false;
        return new ReadResult.Woken();
      }
      if (givenUp) {
        session.readIsOver(this);
        session.happened(Action.INTERRUPT_READ);
        return new ReadResult.Interrupted();
      }
      if (session.readIsToBeGivenUp()) {
        session.readGoesOn();
      }
      completed = true;
      session.readIsOver(this);
      reads++;
      return new ReadResult.Data(session.readBand(reads == BANDS));
    }
  }
}
