package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/** D21 on the reference: whatever is thrown, and wherever, there is one way out. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExceptionsTest {
  /** What goes wrong where something else is expected. */
  private enum Wrong {
    EXCEPTION,
    ERROR,
    NULL;

    // What the interfaces forbid is what this class is for.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    <T> T happens() {
      return switch (this) {
        case EXCEPTION -> throw new IllegalStateException("from outside");
        case ERROR -> throw new Error("from outside");
        case NULL -> null;
      };
    }
  }

  private enum Place {
    START,
    SUBMIT,
    AWAIT,
    INTERRUPT,
    STOP
  }

  /** A device that does one thing wrongly, once, and notes how it is started and stopped. */
  private static final class WrongDevice implements ScannerDevice {
    private final SimulatedDevice device = new SimulatedDevice(2, 1);
    private final List<String> calls = new ArrayList<>();
    private Runnable inAwait = () -> {};
    private @Nullable Place place;
    private Wrong wrong = Wrong.NULL;

    void willGoWrong(Place where, Wrong how) {
      place = where;
      wrong = how;
    }

    private boolean isWrong(Place where) {
      boolean here = place == where;
      place = here ? null : place;
      return here;
    }

    @Override
    public void start() {
      throw new AssertionError("the reference asks whether the device has started");
    }

    @Override
    public Optional<ReadResult.Fault> tryStart() {
      calls.add("start");
      return isWrong(Place.START) ? wrong.happens() : device.tryStart();
    }

    @Override
    public DeviceRead submitRead() {
      return isWrong(Place.SUBMIT) ? wrong.happens() : new WrongRead(device.submitRead());
    }

    @Override
    public void stop() {
      calls.add("stop");
      device.stop();
      if (isWrong(Place.STOP)) {
        wrong.happens();
      }
    }

    private final class WrongRead implements DeviceRead {
      private final DeviceRead read;

      WrongRead(DeviceRead read) {
        this.read = read;
      }

      @Override
      public ReadResult await() {
        inAwait.run();
        return isWrong(Place.AWAIT) ? wrong.happens() : read.await();
      }

      @Override
      public void interrupt() {
        if (isWrong(Place.INTERRUPT)) {
          wrong.happens();
        }
        read.interrupt();
      }
    }
  }

  private final WrongDevice device = new WrongDevice();
  private final ReferenceMiniDriver driver = new ReferenceMiniDriver(device);

  private HResult transfer(MiniDrvCallback callback) {
    return driver.drvAcquireItemData(new TransferContext(callback, Platform.XP));
  }

  private void isIdleAndReady(String... calls) {
    assertEquals(List.of(calls), device.calls);
    assertFalse(device.device.isOn());
    assertEquals(HResult.S_OK, transfer(message -> HResult.S_OK));
    assertFalse(device.device.isOn());
  }

  @Test
  void theReferenceClaimsToSurvive() {
    assertTrue(driver.survivesExceptions());
  }

  @Test
  void d13ADeviceThatDoesNotStartIsNotStopped() {
    device.device.failToStart(HResult.WIA_ERROR_LAMP_OFF);
    assertEquals(HResult.WIA_ERROR_LAMP_OFF, transfer(message -> HResult.S_OK));
    isIdleAndReady("start");
  }

  @ParameterizedTest
  @EnumSource
  void d21AStartThatThrowsIsAFault(Wrong wrong) {
    device.willGoWrong(Place.START, wrong);
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(message -> HResult.S_OK));
    isIdleAndReady("start");
  }

  @ParameterizedTest
  @EnumSource
  void d21ASubmitThatThrowsIsAFault(Wrong wrong) {
    device.willGoWrong(Place.SUBMIT, wrong);
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(message -> HResult.S_OK));
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource
  void d21AReadThatThrowsIsAFault(Wrong wrong) {
    device.willGoWrong(Place.AWAIT, wrong);
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(message -> HResult.S_OK));
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource
  void d3_d21AReadThatThrowsAfterACancelChangesNothing(Wrong wrong) {
    device.willGoWrong(Place.AWAIT, wrong);
    device.inAwait = () -> driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    assertEquals(HResult.S_FALSE, transfer(message -> HResult.S_OK));
    device.inAwait = () -> {};
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource
  void d21ACallbackThatThrowsIsAnError(Wrong wrong) {
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(message -> wrong.happens()));
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource
  void d21ACallbackThatThrowsForABandIsAnErrorAndTheLast(Wrong wrong) {
    List<CallbackMessage> messages = new ArrayList<>();
    MiniDrvCallback callback =
        message -> {
          messages.add(message);
          return message instanceof CallbackMessage.Data ? wrong.happens() : HResult.S_OK;
        };
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(callback));
    assertEquals(2, messages.size(), messages::toString);
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource
  void d3_d21ACallbackThatThrowsWinsOverACancel(Wrong wrong) {
    MiniDrvCallback callback =
        message -> {
          driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
          return wrong.happens();
        };
    assertEquals(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER, transfer(callback));
    isIdleAndReady("start", "stop");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCEPTION", "ERROR"})
  void d6_d13_d21AStopThatThrowsChangesNothingAndIsTheOne(Wrong wrong) {
    for (HResult answer :
        List.of(HResult.S_OK, HResult.S_FALSE, HResult.E_FAIL, HResult.E_OUTOFMEMORY)) {
      device.calls.clear();
      device.willGoWrong(Place.STOP, wrong);
      assertEquals(answer, transfer(message -> answer));
      isIdleAndReady("start", "stop");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCEPTION", "ERROR"})
  void d8_d21AReadThatCannotBeGivenUpDoesNotThrowOutOfTheEvent(Wrong wrong) {
    List<HResult> answers = new ArrayList<>();
    device.willGoWrong(Place.INTERRUPT, wrong);
    device.inAwait = () -> answers.add(driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO));
    assertEquals(HResult.S_FALSE, transfer(message -> HResult.S_OK));
    assertEquals(List.of(HResult.S_OK), answers);
    device.inAwait = () -> {};
    isIdleAndReady("start", "stop");
  }
}
