package org.returntoidle.tla;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcException;

/** Lets TLC say how far traces are explained by {@code Monitor.tla}. */
public final class TraceCheck {
  private static final String MODULE = "Monitor";

  /** What the module prints: trace, events explained, whether the driver is idle then. */
  private static final Pattern EXPLAINED = Pattern.compile("<<(\\d+), (\\d+), (TRUE|FALSE)>>");

  /**
   * An event, in the words of the trace format.
   *
   * @param event what happened
   * @param transfer to which it belongs; 0 if that was not recorded
   * @param band its number; 0 if there is none
   * @param last whether the band is the last
   * @param code its name or number; empty if there is none
   * @param error whether the code is an error
   * @param manner what it overlaps with; empty if that was not recorded
   * @param thread where; empty if that was not recorded
   */
  public record Event(
      String event,
      int transfer,
      int band,
      boolean last,
      String code,
      boolean error,
      String manner,
      String thread) {}

  /**
   * A trace of one driver.
   *
   * @param format the version of its format
   * @param records what is in it whenever it happens
   * @param capabilities what is said of the driver besides its kind
   * @param events what is in it
   */
  public record Trace(
      int format,
      ImmutableSet<String> records,
      ImmutableSet<String> capabilities,
      ImmutableList<Event> events) {}

  /**
   * How far a trace is explained.
   *
   * @param events how many of its events
   * @param idle whether the driver is idle after them
   */
  public record Explained(int events, boolean idle) {}

  private TraceCheck() {}

  /**
   * How far each of {@code traces} is explained, in their order.
   *
   * @param files with the modules
   * @param platform that the traces are judged by
   * @param driver the kind of driver
   * @throws TlcException if TLC gives no answer
   */
  public static ImmutableList<Explained> run(
      Tlc tlc, TlaFiles files, Platform platform, DriverKind driver, List<Trace> traces) {
    Configuration configuration =
        new Configuration(platform, driver, ApplicationKind.BOTH, Bounds.NONE);
    List<String> said =
        tlc.say(
            files.modules().withRoot(MODULE).with("TraceData", module(traces)),
            TlaFiles.walk(configuration, "TraceSpec"));
    Explained[] explained = new Explained[traces.size()];
    Arrays.fill(explained, new Explained(0, true));
    for (String line : said) {
      Matcher matcher = EXPLAINED.matcher(line);
      if (matcher.matches()) {
        int trace = Integer.parseInt(matcher.group(1)) - 1;
        int events = Integer.parseInt(matcher.group(2));
        if (events >= explained[trace].events()) {
          explained[trace] = new Explained(events, matcher.group(3).equals("TRUE"));
        }
      }
    }
    return ImmutableList.copyOf(explained);
  }

  private static String module(List<Trace> traces) {
    ImmutableSortedSet<String> errors =
        traces.stream()
            .flatMap(trace -> trace.events().stream())
            .filter(Event::error)
            .map(Event::code)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    ImmutableList<String> texts = traces.stream().map(TraceCheck::text).collect(toImmutableList());
    return "---- MODULE TraceData ----\nErrors == "
        + set(errors)
        + "\nTraces == <<\n"
        + String.join(",\n", texts)
        + ">>\n====\n";
  }

  private static String text(Trace trace) {
    return "[format |-> "
        + trace.format()
        + ", records |-> "
        + set(trace.records())
        + ", capabilities |-> "
        + set(trace.capabilities())
        + ", events |-> <<\n"
        + trace.events().stream().map(TraceCheck::text).collect(Collectors.joining(",\n"))
        + ">>]";
  }

  private static String text(Event event) {
    return String.format(
        Locale.ROOT,
        "[event |-> %s, transfer |-> %d, band |-> %d, last |-> %s, code |-> %s, manner |-> %s,"
            + " thread |-> %s]",
        quoted(event.event()),
        event.transfer(),
        event.band(),
        event.last() ? "TRUE" : "FALSE",
        quoted(event.code()),
        quoted(event.manner()),
        quoted(event.thread()));
  }

  private static String set(Iterable<String> words) {
    return ImmutableList.copyOf(words).stream()
        .map(TraceCheck::quoted)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
