package org.returntoidle.spec.sweep;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.spec.harness.BandBytes;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * A run, written in words; {@code begin start band S_OK last S_OK stop =S_OK} is an image of two
 * bands. A band is the next one if it does not say which: {@code band3}; {@code old} is one of the
 * transfer before. What stands alone is a callback's code, what follows {@code =} the result. A
 * tilde says that an event overlaps with the driver's statements, a circumflex with the entry, and
 * {@code @2} that it is done on thread 2. What begins with a colon is said of the whole.
 *
 * <p>{@code gives} is a read that brings the next band with its bytes, {@code a} to {@code d}. Then
 * {@code part:2bcd} delivers all but the first of band 2, {@code part:'2a} that one of the transfer
 * before, and {@code last-part:x} one that nobody has read, as the last.
 */
final class RunText {
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private static final Pattern GIVES_BYTES = Pattern.compile("gives(?!-up)|part:");

  private static final ImmutableMap<String, HResult> CODES =
      ImmutableMap.<String, HResult>builder()
          .put("S_OK", HResult.S_OK)
          .put("S_FALSE", HResult.S_FALSE)
          .put("E_FAIL", HResult.E_FAIL)
          .put("E_ABORT", HResult.E_ABORT)
          .put("BUSY", HResult.WIA_ERROR_BUSY)
          .put("JAM", HResult.WIA_ERROR_PAPER_JAM)
          .put("UNKNOWN", new HResult(0x00040000))
          .put("OTHER", new HResult(0x00040001))
          .buildOrThrow();

  private static final ImmutableMap<String, Action> ACTIONS =
      ImmutableMap.<String, Action>builder()
          .put("begin", Action.ACQUIRE_ITEM_DATA)
          .put("start", Action.START_DEVICE)
          .put("starts-not", Action.START_FAILS)
          .put("stop", Action.STOP_DEVICE)
          .put("read", Action.SUBMIT_READ)
          .put("gives-up", Action.INTERRUPT_READ)
          .put("reads", Action.READ_BAND)
          .put("reads-last", Action.READ_LAST_BAND)
          .put("gives", Action.READ_BAND)
          .put("gives-last", Action.READ_LAST_BAND)
          .put("not-ready", Action.READ_NOT_READY)
          .put("button", Action.READ_BUTTON)
          .put("fault", Action.READ_FAULT)
          .put("cancel", Action.NOTIFY_CANCEL_IO)
          .put("other", Action.NOTIFY_OTHER_EVENT)
          .put("busy", Action.ANSWER_BUSY)
          .put("decides", Action.DRIVER_CANCELS)
          .put("status", Action.SEND_STATUS)
          .buildOrThrow();

  private final Set<String> options = new HashSet<>();
  private final ImmutableList.Builder<TraceEvent> run = ImmutableList.builder();
  private final ImmutableList.Builder<Event> trace = ImmutableList.builder();
  private int transfer;
  private int bands;
  private int given;
  private boolean on;

  private RunText(String text) {
    for (String word : WORDS.split(text)) {
      if (word.startsWith(":")) {
        options.add(word);
      } else if (word.equals("throws")) {
        run.add(new Threw(transfer, Point.Kind.ANSWER, Move.THROWS_ERROR));
      } else {
        add(word);
      }
    }
  }

  /** As the harness would have recorded it. */
  static Execution run(String text) {
    RunText parsed = new RunText(text);
    return new Execution(
        parsed.platform(),
        !parsed.options.contains(":deaf"),
        parsed.options.contains(":by-itself"),
        GIVES_BYTES.matcher(text).find(),
        parsed.run.build(),
        ImmutableList.of(),
        false,
        Order.ONE_THREAD);
  }

  /** As a trace. */
  static Recorded trace(String text) {
    RunText parsed = new RunText(text);
    boolean byItself = parsed.options.contains(":by-itself");
    return new Recorded(
        byItself || parsed.options.contains(":two") ? 2 : 1,
        parsed.platform(),
        parsed.options.contains(":deaf") ? DriverKind.NOT_ASYNCHRONOUS : DriverKind.INTERRUPTIBLE,
        parsed.records(),
        byItself ? ImmutableSet.of(Capability.CANCELS_BY_ITSELF) : ImmutableSet.of(),
        ImmutableList.of(parsed.trace.build()));
  }

  private ImmutableSet<Action> records() {
    EnumSet<Action> records = EnumSet.copyOf(Action.BANDED);
    if (options.contains(":least")) {
      records.retainAll(Monitor.ALWAYS_RECORDED);
    }
    records.removeIf(action -> options.contains(":no-" + action.label()));
    return Sets.immutableEnumSet(records);
  }

  private Platform platform() {
    return options.contains(":me") ? Platform.ME : Platform.XP;
  }

  private void add(String text) {
    int at = text.indexOf('@');
    String thread = at < 0 ? null : text.substring(at + 1);
    String word = at < 0 ? text : text.substring(0, at);
    Manner manner =
        word.endsWith("~")
            ? Manner.OVERLAPPING
            : word.endsWith("^") ? Manner.AT_ENTRY : Manner.ALONE;
    word = word.replaceFirst("[~^]$", "");
    if (CODES.containsKey(word)) {
      HResult code = code(word);
      run.add(new Answered(transfer, code));
      trace.add(new Event(Answer.action(code), 0, 0, false, code, null, thread));
    } else if (word.startsWith("=")) {
      happened(Action.RETURN_FROM_ACQUIRE, code(word.substring(1)), null, manner, thread);
    } else if (word.matches("(band|last|old)\\d*")) {
      bands++;
      String number = word.replaceAll("\\D", "");
      Band band =
          new Band(
              word.startsWith("old") ? transfer - 1 : transfer,
              number.isEmpty() ? bands : Integer.parseInt(number),
              word.startsWith("last"),
              ByteBuffer.allocate(0));
      happened(Action.DELIVER_BAND, null, band, manner, thread);
    } else if (word.startsWith("gives")) {
      given++;
      ByteBuffer bytes = BandBytes.of(transfer, given);
      Band band = new Band(transfer, given, word.endsWith("last"), bytes);
      happened(Optional.ofNullable(ACTIONS.get(word)).orElseThrow(), null, band, manner, thread);
    } else if (word.contains("part:")) {
      bands++;
      Band band = new Band(transfer, bands, word.startsWith("last"), bytes(word));
      happened(Action.DELIVER_BAND, null, band, manner, thread);
    } else {
      String name = word.replaceFirst("[:\\d].*", "");
      transfer = word.matches("begin\\d+") ? Integer.parseInt(word.substring(5)) - 1 : transfer;
      Action action = Optional.ofNullable(ACTIONS.get(name)).orElseThrow();
      String code = name.equals(word) ? "JAM" : word.substring(name.length() + 1);
      HResult fault = Action.FAULT_REPORTS.contains(action) ? code(code) : null;
      happened(action, fault, null, manner, thread);
    }
  }

  private ByteBuffer bytes(String word) {
    ByteBuffer bytes = ByteBuffer.allocate(word.length());
    int of = transfer;
    int number = 0;
    for (char c : word.substring(word.indexOf(':') + 1).toCharArray()) {
      if (c == '\'') {
        of = transfer - 1;
      } else if (Character.isDigit(c)) {
        number = Character.digit(c, 10);
      } else {
        bytes.put(c == 'x' ? 0 : BandBytes.of(of, number).get(c - 'a'));
      }
    }
    return bytes.flip();
  }

  private void happened(
      Action action,
      @Nullable HResult code,
      @Nullable Band band,
      Manner manner,
      @Nullable String thread) {
    if (action == Action.ACQUIRE_ITEM_DATA) {
      transfer++;
      bands = 0;
      given = 0;
    }
    on = action == Action.START_DEVICE || (on && action != Action.STOP_DEVICE);
    run.add(
        new Happened(
            transfer, action, Optional.ofNullable(code), Optional.ofNullable(band), on, manner));
    trace.add(
        new Event(
            action,
            band == null ? begun(action) : band.transfer(),
            band == null ? 0 : band.number(),
            band != null && band.last(),
            code,
            manner == Manner.ALONE && thread != null ? null : manner,
            thread));
  }

  private int begun(Action action) {
    return action == Action.ACQUIRE_ITEM_DATA && !options.contains(":two") ? transfer : 0;
  }

  private static HResult code(String word) {
    return Optional.ofNullable(CODES.get(word)).orElseThrow();
  }
}
