package org.returntoidle.spec.process;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.CallSite;
import org.returntoidle.spec.harness.DriverGoneException;
import org.returntoidle.spec.process.Answers.Question;

/**
 * The driver in a process, as the harness sees it: what the service calls becomes a line to the
 * process, and a line from it becomes a call to device or callback. How data is handed over is a
 * matter of those that extend it.
 */
abstract class ProcessDriver implements WiaDriver {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** What a transfer of one kind answers to lines that others do not have. */
  interface Calls {
    /** Does what {@code line} asks for; what to answer, or empty if it has no such word. */
    Optional<String> answer(Line line);
  }

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
    process.onWakeRead(greeting.streams() ? this::wake : null);
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
    return has(Capability.CANCELS_BY_ITSELF);
  }

  /** Whether the process has said so. */
  final boolean has(Capability capability) {
    return greeting.capabilities().contains(capability);
  }

  /**
   * {@code drvAcquireItemData}.
   *
   * @param version of Windows
   * @param more what else there is to say to a first call
   * @param calls what only such a transfer can ask for
   * @param words the same in words, for whoever writes another one
   */
  HResult acquire(String version, String more, Calls calls, String words) {
    if (inTransfer) {
      return acquireAgain(version);
    }
    inTransfer = true;
    process.send("AcquireItemData " + version + more);
    while (true) {
      Line line = process.nextCall();
      if (line.word().equals("ReturnFromAcquire")) {
        HResult result = code(line);
        inTransfer = false;
        return result;
      }
      process.send(CallSite.from(line.place(), () -> answer(line, calls, words)));
    }
  }

  private String answer(Line line, Calls calls, String words) {
    return ofTheDevice(line)
        .or(() -> calls.answer(line))
        .orElseThrow(
            () ->
                process.wrong(
                    line,
                    "StartDevice, TryStart, StopDevice, SubmitRead, AwaitRead, "
                        + words
                        + " or ReturnFromAcquire CODE"));
  }

  private HResult acquireAgain(String version) {
    Line line = process.ask(Question.SECOND_CALL, "AcquireItemDataAgain " + version);
    return switch (line.word()) {
      case "AnswerBusy" -> HResult.WIA_ERROR_BUSY;
      case "AnswerAgain" -> code(line);
      default -> throw process.wrong(line, "AnswerBusy or AnswerAgain CODE");
    };
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    Line line = process.ask(Question.NOTIFICATION, word(event));
    if (!line.word().equals("Notified")) {
      throw process.wrong(line, "Notified");
    }
    return HResult.S_OK;
  }

  /** What an event is to the process. */
  String word(WiaEvent event) {
    return event == WiaEvent.CANCEL_IO ? "NotifyCancelIO" : "NotifyOtherEvent";
  }

  /** Whether the device says that it is not quiet. */
  final boolean isScanning() {
    return device.isScanning();
  }

  private void interrupt() {
    DeviceRead inFlight = read;
    if (inFlight != null) {
      inFlight.interrupt();
    }
  }

  private void wake() {
    DeviceRead inFlight = read;
    if (inFlight != null) {
      inFlight.wake();
    }
  }

  private Optional<String> ofTheDevice(Line line) {
    return switch (line.words().size() == 1 ? line.word() : "") {
      case "StartDevice" -> {
        device.start();
        yield Optional.of("Done");
      }
      case "TryStart" ->
          Optional.of(
              device.tryStart().map(fault -> "StartFails " + hex(fault.code())).orElse("Done"));
      case "StopDevice" -> {
        device.stop();
        yield Optional.of("Done");
      }
      case "SubmitRead" -> {
        read = device.submitRead();
        yield Optional.of("Done");
      }
      case "AwaitRead" -> Optional.of(await(line));
      default -> Optional.empty();
    };
  }

  private String await(Line line) {
    DeviceRead inFlight = read;
    if (inFlight == null) {
      throw process.wrong(line, "SubmitRead before it");
    }
    ReadResult result = inFlight.await();
    if (result instanceof ReadResult.Woken) {
      return "ReadWoken"; // And it stays in flight.
    }
    read = null;
    if (result instanceof ReadResult.Data data) {
      Band band = data.band();
      String name = band.transfer() + " " + band.number();
      bands.put(name, band);
      return (band.last() ? "ReadLastBand " : "ReadBand ") + name;
    } else if (result instanceof ReadResult.NotReady) {
      return "ReadNotReady";
    } else if (result instanceof ReadResult.FeederEmpty) {
      return "ReadFeederEmpty";
    } else if (result instanceof ReadResult.Button) {
      return "ReadButton";
    } else if (result instanceof ReadResult.Fault fault) {
      return "ReadFault " + hex(fault.code());
    }
    return "InterruptRead";
  }

  /** The band that {@code line} names behind its word. */
  Band band(Line line) {
    ImmutableList<String> words = line.words();
    Band band = words.size() == 3 ? bands.get(words.get(1) + " " + words.get(2)) : null;
    if (band == null) {
      throw process.wrong(
          line, line.word() + " TRANSFER NUMBER with a band that a read has brought");
    }
    return band;
  }

  /** Ends the process, which wrote something else than was expected. */
  DriverGoneException wrong(Line line, String expected) {
    return process.wrong(line, expected);
  }

  HResult code(Line line) {
    ImmutableList<String> words = line.words();
    Optional<HResult> code = words.size() == 2 ? HResult.parse(words.get(1)) : Optional.empty();
    return code.orElseThrow(
        () -> process.wrong(line, words.get(0) + " CODE, such as 0x00000001 or S_FALSE"));
  }

  /** What a callback has returned. */
  static String answered(HResult code) {
    return Answer.of(code).label() + " " + hex(code);
  }

  static String hex(HResult code) {
    return "0x" + HEX.toHexDigits(code.code());
  }
}
