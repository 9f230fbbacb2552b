package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/** What an interrupt of the waiting thread means: nothing, but it is not lost. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimulatedDeviceTest {
  private final SimulatedDevice device = new SimulatedDevice(1, 0);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  /** Begins {@code task} on a thread that is interrupted already; returns when it waits. */
  private static Thread startInterrupted(FutureTask<?> task) {
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              task.run();
            });
    thread.setDaemon(true);
    thread.start();
    awaitWaiting(thread, task);
    return thread;
  }

  /** Until the thread has taken its interrupt and waits again, or has come back. */
  private static void awaitWaiting(Thread thread, FutureTask<?> task) {
    while (!task.isDone()
        && (thread.getState() != Thread.State.WAITING || thread.isInterrupted())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptedThreadWaitsOnAndStaysInterrupted() throws Exception {
    device.removePaper();
    device.start();
    FutureTask<ReadResult> read =
        new FutureTask<>(
            () -> {
              ReadResult result = device.read();
              interrupted.set(Thread.currentThread().isInterrupted());
              return result;
            });
    Thread thread = startInterrupted(read);
    assertEquals(false, read.isDone(), "the interrupt ended the wait");
    thread.interrupt();
    awaitWaiting(thread, read);
    assertEquals(false, read.isDone(), "the second interrupt ended the wait");
    device.insertPaper();
    assertInstanceOf(ReadResult.Data.class, read.get());
    assertTrue(interrupted.get(), "the interrupt is lost");
  }

  /** To a driver that asks, its start; to one that does not, its first read. */
  @Test
  void aDeviceThatDoesNotStartSaysSoOnce() {
    ReadResult.Fault fault = new ReadResult.Fault(HResult.WIA_ERROR_COVER_OPEN);
    device.failToStart(fault.code());
    assertEquals(Optional.of(fault), device.tryStart());
    assertFalse(device.isOn());
    assertEquals(Optional.empty(), device.tryStart());
    assertTrue(device.isOn());
    assertThrows(IllegalStateException.class, device::tryStart);
    device.stop();
    device.failToStart(fault.code());
    device.start();
    assertTrue(device.isOn());
    assertEquals(fault, device.read());
    assertInstanceOf(ReadResult.Data.class, device.read());
  }

  @Test
  void onlyInterruptGivesAReadUp() throws Exception {
    device.removePaper();
    device.start();
    DeviceRead submitted = device.submitRead();
    FutureTask<ReadResult> read = new FutureTask<>(submitted::await);
    startInterrupted(read);
    submitted.interrupt();
    assertInstanceOf(ReadResult.Interrupted.class, read.get());
  }

  @Test
  void anInterruptOfTheCallerIsNoCancel() throws Exception {
    device.removePaper();
    ReferenceMiniDriver driver = new ReferenceMiniDriver(device);
    FutureTask<HResult> transfer =
        new FutureTask<>(
            () ->
                driver.drvAcquireItemData(
                    new TransferContext(message -> HResult.S_OK, Platform.XP)));
    startInterrupted(transfer);
    device.insertPaper();
    assertEquals(HResult.S_OK, transfer.get());
  }
}
