package org.returntoidle.spec.examples.right;

import java.util.concurrent.atomic.AtomicReference;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/** Why one transfer ends: the first cause decides (D3). Safe for several threads. */
final class Cause {
  /** Null as long as there is none. */
  private final AtomicReference<HResult> code = new AtomicReference<>();

  boolean goesOn() {
    return code.get() == null;
  }

  void cancel() {
    first(HResult.S_FALSE);
  }

  /** Takes in what a read reports, at the moment at which it completes. */
  void read(ReadResult result) {
    Codes.of(result).ifPresent(this::first);
  }

  /** Hands over a band, if {@code result} is one; after a cause it is dropped (D5, D12). */
  void deliver(ReadResult result, TransferContext context) {
    Codes.band(result)
        .filter(band -> goesOn())
        .ifPresent(band -> answered(Codes.deliver(band, context)));
  }

  /** Takes in what a callback answered: an error wins over a cancel that came before it (D3). */
  void answered(HResult answer) {
    if (!answer.equals(HResult.S_OK)) {
      code.updateAndGet(before -> before == null || isCancel(before) ? answer : before);
    }
  }

  HResult reported(TransferContext context) {
    HResult cause = code.get();
    return Codes.reported(cause == null ? HResult.S_OK : cause, context);
  }

  private void first(HResult cause) {
    code.compareAndSet(null, cause);
  }

  private static boolean isCancel(HResult code) {
    return code.equals(HResult.S_FALSE);
  }
}
