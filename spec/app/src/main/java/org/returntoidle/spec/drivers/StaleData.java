package org.returntoidle.spec.drivers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A band that a canceled transfer did not get rid of is delivered by the next one. */
final class StaleData {
  private StaleData() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicReference<Optional<Band>> kept = new AtomicReference<>(Optional.empty());
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result ->
                    result instanceof ReadResult.Data
                        ? kept.getAndSet(Optional.empty())
                            .<ReadResult>map(ReadResult.Data::new)
                            .orElse(result)
                        : result,
                device::stop));
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.listening(
                    context,
                    (message, answer) -> {
                      if (answer.equals(HResult.S_FALSE)
                          && message instanceof CallbackMessage.Data data) {
                        kept.set(Optional.of(data.band()));
                      }
                    })),
        reference::drvNotifyPnpEvent);
  }
}
