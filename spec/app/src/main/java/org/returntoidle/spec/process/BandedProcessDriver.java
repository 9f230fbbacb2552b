package org.returntoidle.spec.process;

import java.util.Optional;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/** A driver in a process that delivers bands. */
final class BandedProcessDriver extends ProcessDriver implements MiniDriver {
  BandedProcessDriver(DriverProcess process, Greeting greeting, ScannerDevice device) {
    super(process, greeting, device);
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    return acquire(
        context.platform().version(),
        "",
        line -> answer(line, context),
        "DeliverBand TRANSFER NUMBER, SendStatus");
  }

  private Optional<String> answer(Line line, TransferContext context) {
    return switch (line.word()) {
      case "DeliverBand" -> callBack(context, new CallbackMessage.Data(band(line)));
      case "SendStatus" ->
          line.words().size() == 1
              ? callBack(context, new CallbackMessage.Status(0))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> callBack(TransferContext context, CallbackMessage message) {
    return Optional.of(answered(context.callback().miniDrvCallback(message)));
  }
}
