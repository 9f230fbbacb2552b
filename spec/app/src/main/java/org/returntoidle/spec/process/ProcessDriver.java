package org.returntoidle.spec.process;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.process.Answers.Question;

/**
 * The driver in a process, as the harness sees it: what the service calls becomes a line to the
 * process, and a line from it becomes a call to device or callback.
 */
final class ProcessDriver implements MiniDriver {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final DriverProcess process;
  private final Greeting greeting;
  private final ScannerDevice device;
  private final Map<String, Band> bands = new HashMap<>();

  private volatile boolean inTransfer;
  private volatile @Nullable DeviceRead read;

  ProcessDriver(DriverProcess process, Greeting greeting, ScannerDevice device) {
    this.process = process;
    this.greeting = greeting;
    this.device = device;
    process.onInterruptRead(this::interrupt);
  }

  /** Whether no call is outstanding, so that the process can be used for another driver. */
  boolean isAtRest() {
    return !inTransfer && process.hasAnswered();
  }

  @Override
  public boolean cancelsAsynchronously() {
    return greeting.asynchronous();
  }

  @Override
  public boolean cancelsByItself() {
    return greeting.capabilities().contains(Capability.CANCELS_BY_ITSELF);
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    return inTransfer ? acquireAgain(context) : acquire(context);
  }

  private HResult acquire(TransferContext context) {
    inTransfer = true;
    process.send("AcquireItemData " + context.platform().version());
    while (true) {
      Line line = process.nextCall();
      if (line.word().equals("ReturnFromAcquire")) {
        HResult result = code(line);
        inTransfer = false;
        return result;
      }
      String answer = handle(line, context);
      process.send(answer);
    }
  }

  private HResult acquireAgain(TransferContext context) {
    Line line =
        process.ask(Question.SECOND_CALL, "AcquireItemDataAgain " + context.platform().version());
    return switch (line.word()) {
      case "AnswerBusy" -> HResult.WIA_ERROR_BUSY;
      case "AnswerAgain" -> code(line);
      default -> throw process.wrong(line, "AnswerBusy or AnswerAgain CODE");
    };
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    Line line =
        process.ask(
            Question.NOTIFICATION,
            event == WiaEvent.CANCEL_IO ? "NotifyCancelIO" : "NotifyOtherEvent");
    if (!line.word().equals("Notified")) {
      throw process.wrong(line, "Notified");
    }
    return HResult.S_OK;
  }

  private void interrupt() {
    DeviceRead inFlight = read;
    if (inFlight != null) {
      inFlight.interrupt();
    }
  }

  /** Does what the process asks for; what to answer. */
  private String handle(Line line, TransferContext context) {
    boolean bare = line.words().size() == 1 || line.word().equals("DeliverBand");
    switch (bare ? line.word() : "") {
      case "StartDevice" -> {
        device.start();
        return "Done";
      }
      case "TryStart" -> {
        return device.tryStart().map(fault -> "StartFails " + hex(fault.code())).orElse("Done");
      }
      case "StopDevice" -> {
        device.stop();
        return "Done";
      }
      case "SubmitRead" -> {
        read = device.submitRead();
        return "Done";
      }
      case "AwaitRead" -> {
        return await(line);
      }
      case "DeliverBand" -> {
        return callBack(context, new CallbackMessage.Data(band(line)));
      }
      case "SendStatus" -> {
        return callBack(context, new CallbackMessage.Status(0));
      }
      default ->
          throw process.wrong(
              line,
              "StartDevice, TryStart, StopDevice, SubmitRead, AwaitRead, DeliverBand TRANSFER NUMBER,"
                  + " SendStatus or ReturnFromAcquire CODE");
    }
  }

  private String await(Line line) {
    DeviceRead inFlight = read;
    if (inFlight == null) {
      throw process.wrong(line, "SubmitRead before it");
    }
    ReadResult result = inFlight.await();
    read = null;
    if (result instanceof ReadResult.Data data) {
      Band band = data.band();
      String name = band.transfer() + " " + band.number();
      bands.put(name, band);
      return (band.last() ? "ReadLastBand " : "ReadBand ") + name;
    } else if (result instanceof ReadResult.NotReady) {
      return "ReadNotReady";
    } else if (result instanceof ReadResult.Button) {
      return "ReadButton";
    } else if (result instanceof ReadResult.Fault fault) {
      return "ReadFault " + hex(fault.code());
    }
    return "InterruptRead";
  }

  private Band band(Line line) {
    ImmutableList<String> words = line.words();
    Band band = words.size() == 3 ? bands.get(words.get(1) + " " + words.get(2)) : null;
    if (band == null) {
      throw process.wrong(line, "DeliverBand TRANSFER NUMBER with a band that a read has brought");
    }
    return band;
  }

  private static String callBack(TransferContext context, CallbackMessage message) {
    HResult code = context.callback().miniDrvCallback(message);
    return Answer.of(code).label() + " " + hex(code);
  }

  private HResult code(Line line) {
    ImmutableList<String> words = line.words();
    Optional<HResult> code = words.size() == 2 ? HResult.parse(words.get(1)) : Optional.empty();
    return code.orElseThrow(
        () -> process.wrong(line, words.get(0) + " CODE, such as 0x00000001 or S_FALSE"));
  }

  private static String hex(HResult code) {
    return "0x" + HEX.toHexDigits(code.code());
  }
}
