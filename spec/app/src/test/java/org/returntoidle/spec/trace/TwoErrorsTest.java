package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;

/**
 * D3: of two errors the first decides, whoever they come from; of a read and a callback that
 * overlap, either. The harness and check-trace say the same.
 */
class TwoErrorsTest {
  private static final Splitter COMMAS = Splitter.on(',').trimResults();
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private static final ImmutableMap<String, HResult> CODES =
      ImmutableMap.of(
          "S_OK", HResult.S_OK,
          "S_FALSE", HResult.S_FALSE,
          "E_FAIL", HResult.E_FAIL,
          "E_ABORT", HResult.E_ABORT,
          "JAM", HResult.WIA_ERROR_PAPER_JAM,
          "UNKNOWN", new HResult(0x00040000));

  /**
   * One transfer with every result that there may be: the events, a word each (one with a tilde
   * overlaps with the driver's statements); the codes that may be returned; and the rule that names
   * each other code, if it is always the same.
   */
  private static final ImmutableList<String> CASES =
      ImmutableList.of(
          // One after the other.
          "band UNKNOWN fault,            UNKNOWN JAM,    D10",
          "band E_FAIL fault,             E_FAIL,         A9",
          "fault status E_FAIL,           JAM,            D10",
          "fault status S_FALSE,          JAM,            D10",
          "fault status UNKNOWN,          JAM,            D10",
          "band E_FAIL status E_ABORT,    E_FAIL,         A9",
          "band E_FAIL status S_FALSE,    E_FAIL,         A9",
          "band E_FAIL status UNKNOWN,    E_FAIL,         A9",
          "cancel fault,                  S_FALSE,        ",
          "band S_FALSE fault,            S_FALSE,        ",
          // A callback in flight meets a cancel: its error still wins.
          "band cancel E_FAIL,            E_FAIL,         D3",
          "band button E_FAIL,            E_FAIL,         D3",
          // A callback in flight meets a fault: either decides.
          "band fault E_FAIL,             JAM E_FAIL,     D10",
          "band fault~ E_FAIL,            JAM E_FAIL,     D10",
          "status fault E_ABORT,          JAM E_ABORT,    D10",
          "band fault S_FALSE,            JAM S_FALSE,    D10",
          "band fault UNKNOWN,            JAM UNKNOWN,    D10",
          "band fault S_OK,               JAM,            D10",
          "band fault UNKNOWN status S_OK, JAM,           D10",
          "band fault E_FAIL status E_ABORT, JAM E_FAIL,  D10",
          // Only who overlaps decides: what is answered later does not.
          "band fault S_FALSE status E_FAIL, JAM S_FALSE, D10",
          "band cancel~ E_FAIL status E_ABORT, E_FAIL,    D3",
          // A callback that begins next may meet it, too.
          "fault~ band E_FAIL,            JAM E_FAIL,     D10",
          "fault~ band S_FALSE,           JAM S_FALSE,    D10",
          "fault~ band UNKNOWN,           JAM UNKNOWN,    D10",
          "fault~ band S_OK,              JAM,            D10",
          "fault~ band S_OK status E_FAIL, JAM,           D10",
          "band fault~ S_OK band S_OK,    JAM,            D10",
          "band fault~ S_OK band E_FAIL,  JAM E_FAIL,     D10",
          // A fault on another thread meets whoever was answered last and has not gone on since.
          "band E_FAIL fault~,            JAM E_FAIL,     D10",
          "band S_FALSE fault~,           JAM S_FALSE,    D10",
          "band UNKNOWN fault~,           JAM UNKNOWN,    D10",
          "band E_FAIL cancel fault~,     JAM E_FAIL,     D10",
          "band E_FAIL status S_OK fault~, E_FAIL,        A9",
          "band cancel S_FALSE fault~,    S_FALSE,        ",
          "status E_FAIL status S_FALSE fault~, E_FAIL,   A9",
          "band E_FAIL fault fault~,      E_FAIL,         A9",
          // Whoever has answered an error, or a cancel, is not called again.
          "band fault~ E_FAIL band S_OK,  ,               ",
          "band fault~ S_FALSE band S_OK, ,               ",
          "fault band S_OK,               ,               ");

  private static final ImmutableMap<String, String> LINES =
      ImmutableMap.of(
          "fault", "{'event':'ReadFault','code':'WIA_ERROR_PAPER_JAM','thread':2}",
          "cancel", "{'event':'NotifyCancelIO','thread':3}",
          "alone", "{'event':'NotifyCancelIO','thread':3,'manner':'alone'}",
          "status", "{'event':'SendStatus','thread':1}",
          "answer", "{'event':'CallbackContinues','thread':1}");

  static Stream<Arguments> cases() {
    return CASES.stream()
        .map(COMMAS::splitToList)
        .map(parts -> Arguments.of(parts.get(0), WORDS.splitToList(parts.get(1)), parts.get(2)));
  }

  /** All of these transfers. */
  static ImmutableList<Execution> runs() {
    return CASES.stream()
        .flatMap(
            one ->
                CODES.keySet().stream().map(code -> run(COMMAS.split(one).iterator().next(), code)))
        .collect(ImmutableList.toImmutableList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFirstDecidesOrEitherIfTheyOverlap(String events, List<String> right, String broken)
      throws Exception {
    for (String code : CODES.keySet()) {
      Execution run = run(events, code);
      Optional<Rule> found = Judge.judge(run, Reading.PERMISSIVE).violation().map(Finding::rule);
      String text = events + ", returned " + code;
      assertEquals(right.contains(code), found.isEmpty(), () -> text + ": " + found);
      if (found.isPresent() && !broken.isEmpty()) {
        assertEquals(broken, found.get().name(), text);
      }
      TraceVerdict verdict = Traces.check(TraceWriter.write(run));
      assertEquals(found.isEmpty(), verdict.isGood(), () -> text + ": " + verdict);
    }
  }

  /** A trace need not say it: a fault that the reader meets during a callback overlaps. */
  @ParameterizedTest
  @CsvSource({
    "fault answer cancel,           WIA_ERROR_PAPER_JAM, true",
    "fault answer cancel,           S_FALSE,             true",
    "answer fault status cancel answer, WIA_ERROR_PAPER_JAM, true",
    "fault cancel answer,           WIA_ERROR_PAPER_JAM, true",
    "fault cancel answer,           S_FALSE,             true",
    "fault cancel answer,           E_FAIL,              false",
    "fault alone answer,            WIA_ERROR_PAPER_JAM, true",
    "fault alone answer,            S_FALSE,             false",
    "fault answer status alone answer, S_FALSE,             false"
  })
  void soDoesAFaultThatTheReaderMeets(String words, String code, boolean right) throws Exception {
    StringBuilder trace =
        new StringBuilder(
            """
            {'format':2,'driver':'Interruptible','platform':'XP','records':['StartDevice',\
            'StopDevice','SubmitRead','ReadBand','ReadLastBand','ReadButton','ReadFault',\
            'StartFails']}
            {'event':'AcquireItemData','thread':1}
            {'event':'StartDevice','thread':1}
            {'event':'DeliverBand','band':1,'thread':1}
            {'event':'SubmitRead','thread':2}
            """);
    WORDS.split(words).forEach(word -> trace.append(LINES.get(word)).append('\n'));
    trace.append("{'event':'StopDevice','thread':1}\n");
    trace.append("{'event':'ReturnFromAcquire','thread':1,'code':'" + code + "'}\n");
    assertEquals(right, Traces.check(trace.toString().replace('\'', '"')).isGood());
  }

  private static Execution run(String words, String result) {
    ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
    add(events, Action.ACQUIRE_ITEM_DATA, "", 0);
    add(events, Action.START_DEVICE, "", 0);
    int bands = 0;
    for (String word : WORDS.split(words)) {
      bands += word.equals("band") ? 1 : 0;
      if (CODES.containsKey(word)) {
        events.add(new Answered(1, CODES.get(word)));
      } else {
        add(events, action(word), word, bands);
      }
    }
    add(events, Action.STOP_DEVICE, "", 0);
    add(events, Action.RETURN_FROM_ACQUIRE, result, 0);
    return new Execution(
        Platform.XP,
        true,
        false,
        false,
        events.build(),
        ImmutableList.of(),
        false,
        Order.ONE_THREAD);
  }

  private static void add(
      ImmutableList.Builder<TraceEvent> events, Action action, String word, int bands) {
    Optional<HResult> code = Optional.ofNullable(CODES.get(word));
    Optional<Band> band = Optional.empty();
    if (action == Action.READ_FAULT) {
      code = Optional.of(HResult.WIA_ERROR_PAPER_JAM);
    } else if (action == Action.DELIVER_BAND) {
      band = Optional.of(new Band(1, bands, false, ByteBuffer.allocate(0)));
    }
    boolean on = action != Action.STOP_DEVICE && action != Action.RETURN_FROM_ACQUIRE;
    Manner manner = word.endsWith("~") ? Manner.OVERLAPPING : Manner.ALONE;
    events.add(new Happened(1, action, code, band, on, manner));
  }

  private static Action action(String word) {
    return switch (word) {
      case "band" -> Action.DELIVER_BAND;
      case "status" -> Action.SEND_STATUS;
      case "fault", "fault~" -> Action.READ_FAULT;
      case "button" -> Action.READ_BUTTON;
      case "cancel", "cancel~" -> Action.NOTIFY_CANCEL_IO;
      default -> throw new IllegalArgumentException(word);
    };
  }
}
