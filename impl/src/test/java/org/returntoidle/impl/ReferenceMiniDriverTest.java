package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * Whole transfers with real threads; the harness in {@code spec} looks at every order of events.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReferenceMiniDriverTest {
  private final SimulatedDevice device = new SimulatedDevice(3, 1);
  private final ReferenceMiniDriver driver = new ReferenceMiniDriver(device);
  private final WiaService service = new WiaService(driver, Platform.XP);
  private final ScanApplication application = new ScanApplication();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    service.close();
    thread.shutdownNow();
  }

  @Test
  void d7AWholeImageIsDeliveredInOrder() {
    assertEquals(HResult.S_OK, service.transfer(application));
    assertEquals(
        "[band 1 of transfer 1, band 2 of transfer 1, band 3 (last) of transfer 1]",
        application.bands().toString());
    assertFalse(device.isOn());
  }

  @Test
  void a3ACanceledTransferLeavesTheDeviceQuietAndTheDriverReady() {
    assertEquals(HResult.S_FALSE, service.transfer(message -> HResult.S_FALSE));
    assertFalse(device.isOn());
    assertEquals(HResult.S_OK, service.transfer(application));
    assertEquals(2, application.bands().get(0).transfer());
  }

  @Test
  void a7OnMeACancelIsAnError() {
    try (WiaService me = new WiaService(driver, Platform.ME)) {
      assertEquals(HResult.E_ABORT, me.transfer(message -> HResult.S_FALSE));
    }
  }

  @Test
  void a9AnErrorFromTheCallbackIsReturned() {
    assertEquals(
        HResult.RPC_S_SERVER_UNAVAILABLE,
        service.transfer(message -> HResult.RPC_S_SERVER_UNAVAILABLE));
    assertFalse(device.isOn());
  }

  @Test
  void a6TheButtonCancels() {
    assertEquals(
        HResult.S_FALSE,
        service.transfer(
            message -> {
              device.pressCancelButton();
              return HResult.S_OK;
            }));
  }

  @Test
  void d10AFaultIsReturned() {
    assertEquals(
        HResult.WIA_ERROR_COVER_OPEN,
        service.transfer(
            message -> {
              device.fail(HResult.WIA_ERROR_COVER_OPEN);
              return HResult.S_OK;
            }));
    assertFalse(device.isOn());
  }

  @Test
  void d10ADeviceThatDoesNotStartEndsTheTransfer() {
    device.failToStart(HResult.WIA_ERROR_LAMP_OFF);
    assertEquals(HResult.WIA_ERROR_LAMP_OFF, service.transfer(application));
    assertEquals(List.of(), application.bands());
    assertEquals(HResult.S_OK, service.transfer(application));
  }

  @Test
  void d8ACancelFromInsideTheCallbackReturns() {
    assertEquals(
        HResult.S_FALSE,
        service.transfer(
            message -> {
              driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
              return HResult.S_OK;
            }));
  }

  @Test
  void l5ACancelInterruptsAReadThatWaitsForPaper() throws Exception {
    device.removePaper();
    CountDownLatch warm = new CountDownLatch(1);
    Future<HResult> transfer =
        thread.submit(
            () ->
                service.transfer(
                    message -> {
                      warm.countDown();
                      return HResult.S_OK;
                    }));
    warm.await();
    service.cancelPendingIo();
    assertEquals(HResult.S_FALSE, transfer.get());
    assertFalse(device.isOn());
  }

  /** No cancel fits between the look at the status and the start; and it is not overtaken. */
  @Test
  void d22ACancelThatMeetsTheStartHasItsTurnBeforeTheFirstRead() throws Exception {
    CancelsInStart canceling = new CancelsInStart();
    ReferenceMiniDriver starting = new ReferenceMiniDriver(canceling);
    canceling.cancel = () -> starting.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    assertEquals(
        HResult.S_FALSE,
        starting.drvAcquireItemData(new TransferContext(m -> HResult.S_OK, Platform.XP)));
    assertTrue(canceling.waited, "the cancel came while the device was being started");
    assertEquals(List.of("start", "stop"), canceling.calls);
  }

  /** A device whose start lasts until a cancel on another thread waits, or has come through. */
  private static final class CancelsInStart implements ScannerDevice {
    private final List<String> calls = new ArrayList<>();
    private Runnable cancel = () -> {};
    private boolean waited;

    @Override
    public void start() {
      calls.add("start");
      Thread service = new Thread(cancel);
      service.setDaemon(true);
      service.start();
      while (service.isAlive() && service.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      waited = service.isAlive();
    }

    @Override
    public DeviceRead submitRead() {
      calls.add("read");
      return new DeviceRead() {
        @Override
        public ReadResult await() {
          return new ReadResult.Interrupted();
        }

        @Override
        public void interrupt() {}
      };
    }

    @Override
    public void stop() {
      calls.add("stop");
    }
  }

  @Test
  void d4ASecondTransferIsAnsweredBusy() {
    HResult[] second = new HResult[1];
    HResult first =
        service.transfer(
            message -> {
              second[0] = service.transfer(application);
              return HResult.S_OK;
            });
    assertEquals(HResult.WIA_ERROR_BUSY, second[0]);
    assertEquals(HResult.S_OK, first);
    assertTrue(application.bands().isEmpty());
  }

  @Test
  void d1ACancelWhileIdleLeavesNothingBehind() {
    driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    device.pressCancelButton();
    assertEquals(HResult.S_OK, service.transfer(application));
  }

  @Test
  void anApplicationThatThrowsIsAFailedServer() {
    assertEquals(
        WiaService.RPC_E_SERVERFAULT,
        service.transfer(
            message -> {
              throw new IllegalStateException("application bug");
            }));
    assertEquals(HResult.S_OK, service.transfer(application));
  }

  @Test
  void theApplicationCancelsWhenAskedTo() {
    application.answerWith(HResult.S_FALSE);
    assertEquals(HResult.S_FALSE, service.transfer(application));
  }
}
