package org.returntoidle.spec.drivers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * A driver made of two functions: another driver's, with a mistake around them.
 *
 * @param acquire for {@code drvAcquireItemData}
 * @param notification for {@code drvNotifyPnpEvent}
 * @param cancelsAsynchronously what it says of itself
 */
record Wrapper(
    Function<TransferContext, HResult> acquire,
    Function<WiaEvent, HResult> notification,
    boolean cancelsAsynchronously)
    implements MiniDriver {

  /** A driver that says that it cancels asynchronously. */
  Wrapper(Function<TransferContext, HResult> acquire, Function<WiaEvent, HResult> notification) {
    this(acquire, notification, true);
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    return acquire.apply(context);
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    return notification.apply(event);
  }

  /** What a callback answers, changed on its way to the driver. */
  interface AnswerFilter {
    HResult apply(CallbackMessage message, HResult answer);
  }

  /** {@code context}, with somebody who listens to what its callbacks answer. */
  static TransferContext listening(
      TransferContext context, BiConsumer<CallbackMessage, HResult> listener) {
    return answers(
        context,
        (message, answer) -> {
          listener.accept(message, answer);
          return answer;
        });
  }

  /** {@code context} with a filter on the way back from the callback. */
  static TransferContext answers(TransferContext context, AnswerFilter filter) {
    return new TransferContext(
        message -> filter.apply(message, context.callback().miniDrvCallback(message)),
        context.platform());
  }

  /** {@code device} with a filter on what its reads report, and its own way to stop. */
  static ScannerDevice device(
      ScannerDevice device, UnaryOperator<ReadResult> results, Runnable stop) {
    return deviceWithReads(
        device, read -> new Read(() -> results.apply(read.await()), read::interrupt), stop);
  }

  /** {@code device} with other reads and its own way to stop. */
  static ScannerDevice deviceWithReads(
      ScannerDevice device, Function<DeviceRead, DeviceRead> reads, Runnable stop) {
    return new ForwardingDevice(device) {
      @Override
      public Optional<ReadResult.Fault> tryStart() {
        return device.tryStart();
      }

      @Override
      public DeviceRead submitRead() {
        return reads.apply(device.submitRead());
      }

      @Override
      public void stop() {
        stop.run();
      }
    };
  }

  /** {@code device}, with a flag that is set while a read is being submitted. */
  static ScannerDevice submitting(ScannerDevice device, AtomicBoolean submitting) {
    return new ForwardingDevice(device) {
      @Override
      public Optional<ReadResult.Fault> tryStart() {
        return device.tryStart();
      }

      @Override
      public DeviceRead submitRead() {
        submitting.set(true);
        DeviceRead read = device.submitRead();
        submitting.set(false);
        return read;
      }
    };
  }

  /** A read made of two functions. */
  record Read(Supplier<ReadResult> result, Runnable giveUp) implements DeviceRead {
    @Override
    public ReadResult await() {
      return result.get();
    }

    @Override
    public void interrupt() {
      giveUp.run();
    }
  }
}
