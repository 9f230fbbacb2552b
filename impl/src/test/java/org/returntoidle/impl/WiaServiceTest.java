package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/** What the service makes of partners that throw, and of calls that come too late. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WiaServiceTest {
  /** A driver that does what the test says. */
  private static final class Scripted implements MiniDriver {
    private final Supplier<HResult> acquire;
    private final Runnable event;
    private int transfers;

    Scripted(Supplier<HResult> acquire, Runnable event) {
      this.acquire = acquire;
      this.event = event;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      transfers++;
      return acquire.get();
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent what) {
      event.run();
      return HResult.S_OK;
    }
  }

  private static HResult transfer(MiniDriver driver, BandedDataCallback application) {
    try (WiaService service = new WiaService(driver, Platform.XP)) {
      return service.transfer(application);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // What the interface forbids is tested here.
  void anApplicationThatThrowsOrAnswersNullIsAFailedServer() {
    List<BandedDataCallback> applications =
        List.of(
            message -> {
              throw new IllegalStateException("application bug");
            },
            message -> {
              throw new NoClassDefFoundError("application bug");
            },
            message -> {
              throw new Error("application bug");
            },
            message -> null);
    for (BandedDataCallback application : applications) {
      MiniDriver driver = new ReferenceMiniDriver(new SimulatedDevice(1, 0));
      assertEquals(WiaService.RPC_E_SERVERFAULT, transfer(driver, application));
      assertEquals(HResult.S_OK, transfer(driver, message -> HResult.S_OK));
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void aDriverThatThrowsOrReturnsNullIsAnError() {
    List<Supplier<HResult>> drivers =
        List.of(
            () -> {
              throw new IllegalStateException("driver bug");
            },
            () -> {
              throw new NoClassDefFoundError("driver bug");
            },
            () -> {
              throw new Error("driver bug");
            },
            () -> null);
    for (Supplier<HResult> driver : drivers) {
      assertEquals(
          HResult.WIA_ERROR_EXCEPTION_IN_DRIVER,
          transfer(new Scripted(driver, () -> {}), message -> HResult.S_OK));
    }
  }

  @Test
  void anEventThatThrowsIsNotTheLast() throws InterruptedException {
    List<Throwable> uncaught = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    try {
      AtomicInteger events = new AtomicInteger();
      CountDownLatch third = new CountDownLatch(1);
      Runnable event =
          () -> {
            int number = events.incrementAndGet();
            if (number == 1) {
              throw new IllegalStateException("driver bug");
            } else if (number == 2) {
              throw new Error("driver bug");
            }
            third.countDown();
          };
      try (WiaService service =
          new WiaService(new Scripted(() -> HResult.S_OK, event), Platform.XP)) {
        service.cancelPendingIo();
        service.cancelPendingIo();
        service.cancelPendingIo();
        third.await();
      }
      assertTrue(uncaught.isEmpty(), uncaught::toString);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void afterCloseNothingIsDeliveredAndNothingBegins() {
    AtomicInteger events = new AtomicInteger();
    Scripted driver = new Scripted(() -> HResult.S_OK, events::incrementAndGet);
    WiaService service = new WiaService(driver, Platform.XP);
    service.close();
    service.close();
    service.cancelPendingIo();
    assertEquals(HResult.RPC_E_DISCONNECTED, service.transfer(message -> HResult.S_OK));
    assertEquals(0, driver.transfers);
    assertEquals(0, events.get());
  }

  @Test
  void aTransferThatRunsGoesOnWhenTheServiceIsClosed() {
    MiniDriver driver = new ReferenceMiniDriver(new SimulatedDevice(2, 0));
    WiaService service = new WiaService(driver, Platform.XP);
    BandedDataCallback closing =
        message -> {
          service.close();
          service.cancelPendingIo();
          return HResult.S_OK;
        };
    assertEquals(HResult.S_OK, service.transfer(closing));
  }
}
