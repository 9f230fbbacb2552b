package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.rules.Reading;

/** What is enumerated alone, or not at all, still meets everything else at random. */
class SeldomTest {
  private static final HResult IO_PENDING = new HResult(0x800703E5);

  /** The reference, which sees another callback and other events. */
  private record Around(
      MiniDriver reference,
      UnaryOperator<TransferContext> contexts,
      Function<WiaEvent, HResult> events)
      implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return reference.drvAcquireItemData(contexts.apply(context));
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return events.apply(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /** To it one error is none. */
  private static MiniDriver pendingIsNoError(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Around(
        reference,
        context ->
            new TransferContext(
                message -> {
                  HResult answer = context.callback().miniDrvCallback(message);
                  return answer.equals(IO_PENDING) ? HResult.S_OK : answer;
                },
                context.platform()),
        reference::drvNotifyPnpEvent);
  }

  /** A CANCEL_IO waits for the callback's end, and a resume takes it back. */
  private static MiniDriver resumeRevokes(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean calling = new AtomicBoolean();
    AtomicBoolean pending = new AtomicBoolean();
    return new Around(
        reference,
        context ->
            new TransferContext(
                message -> {
                  calling.set(true);
                  HResult answer = context.callback().miniDrvCallback(message);
                  calling.set(false);
                  if (pending.getAndSet(false)) {
                    reference.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
                  }
                  return answer;
                },
                context.platform()),
        event -> {
          if (calling.get() && event == WiaEvent.CANCEL_IO) {
            pending.set(true);
            return HResult.S_OK;
          }
          pending.compareAndSet(event == WiaEvent.POWER_RESUME, false);
          return reference.drvNotifyPnpEvent(event);
        });
  }

  /** From the seventh band of an image on, it does not hear. */
  private static MiniDriver tires(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicInteger calls = new AtomicInteger();
    return new Around(
        reference,
        context -> {
          calls.set(0);
          return new TransferContext(
              message -> {
                calls.incrementAndGet();
                return context.callback().miniDrvCallback(message);
              },
              context.platform());
        },
        event -> calls.get() < 7 ? reference.drvNotifyPnpEvent(event) : HResult.S_OK);
  }

  @Tag("ci")
  @Test
  void someImagesAreLong() {
    Rule rule = found(SeldomTest::tires);
    assertTrue(Set.of(Rule.L3, Rule.L5).contains(rule), rule::toString);
  }

  @Tag("ci")
  @Test
  void aCodeThatHasNoNameHereIsAnswered() {
    assertEquals(Rule.A9, found(SeldomTest::pendingIsNoError));
  }

  @Tag("ci")
  @Test
  void anEventThatMeansNothingMeetsACancel() {
    assertEquals(Rule.L3, found(SeldomTest::resumeRevokes));
  }

  private static Rule found(DriverFactory factory) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(30), false);
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      SearchResult result =
          RandomSearch.search(harness, new Tally(Reading.STRICT, Set.of()), 2_000, 1, count -> {});
      return result.counterexample().orElseThrow().finding().rule();
    }
  }

  @Test
  void noneOfThemHasAName() {
    OtherCodes.ALL.forEach(
        code -> assertTrue(code.toString().startsWith("0x"), () -> code + " is enumerated"));
  }
}
