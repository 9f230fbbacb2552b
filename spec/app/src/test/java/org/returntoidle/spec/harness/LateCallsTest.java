package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.TraceEvent.Noticed;

/** What a driver's timer does after the return. */
class LateCallsTest {
  /** Right, and then there is a timer. */
  private abstract static class WithTimer implements MiniDriver {
    private final Timer timer = new Timer(true);
    private final MiniDriver reference;
    private volatile Thread caller = Thread.currentThread();

    WithTimer(ScannerDevice device) {
      reference = new ReferenceMiniDriver(device);
    }

    /** In the timer's thread. */
    abstract void later(TransferContext context);

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult code = reference.drvAcquireItemData(context);
      caller = Thread.currentThread();
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              timer.cancel();
              while (caller.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait(); // It has not come so far as to wait for what is late.
              }
              later(context);
            }
          },
          20);
      return code;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }
  }

  private static final class Reports extends WithTimer {
    Reports(ScannerDevice device) {
      super(device);
    }

    @Override
    void later(TransferContext context) {
      context.callback().miniDrvCallback(new CallbackMessage.Status(0));
    }
  }

  private static final class TidiesUp extends WithTimer {
    TidiesUp(ScannerDevice device) {
      super(device);
    }

    @Override
    void later(TransferContext context) {}
  }

  @Test
  void aCallbackThatATimerMakesIsSeenEachTime() {
    assertEquals(
        ImmutableList.of(
            ImmutableSet.of(Anomaly.CALLBACK_WHILE_IDLE),
            ImmutableSet.of(Anomaly.CALLBACK_WHILE_IDLE)),
        noticed(Reports::new));
  }

  @Test
  void oneThatCallsNobodyIsRight() {
    assertEquals(ImmutableList.of(ImmutableSet.of(), ImmutableSet.of()), noticed(TidiesUp::new));
  }

  /** In two runs. */
  private static ImmutableList<ImmutableSet<Anomaly>> noticed(DriverFactory factory) {
    Limits limits = new Limits(Scope.together(1, 1, 0), Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      return ImmutableList.of(anomalies(harness), anomalies(harness));
    }
  }

  private static ImmutableSet<Anomaly> anomalies(Harness harness) {
    return harness.run(Scheduler.following(Schedule.ORDINARY)).trace().stream()
        .filter(Noticed.class::isInstance)
        .map(event -> ((Noticed) event).anomaly())
        .collect(ImmutableSet.toImmutableSet());
  }
}
