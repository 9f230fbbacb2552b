package org.returntoidle.spec.verdict;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import org.returntoidle.model.Action.Party;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/** A run as a sequence: a column for each party, time runs down. */
public final class Columns {
  private static final int WIDTH = 18;
  private static final ImmutableList<Party> PARTIES = ImmutableList.copyOf(Party.values());

  private Columns() {}

  /** The last events of a run, and how many there are before them. */
  static String of(Execution run, ImmutableMap<Integer, Place> places, int last) {
    int before = Math.max(0, run.trace().size() - last);
    ImmutableList<Numbered> events = numbered(run);
    String more = before == 0 ? "" : "\n       (" + before + " events before these)";
    return header() + more + lines(events.subList(before, events.size()), places);
  }

  /**
   * A run.
   *
   * @param places from which line of the driver a call comes, by the number of its event, from 0
   */
  public static String of(Execution run, ImmutableMap<Integer, Place> places) {
    return header() + lines(numbered(run), places);
  }

  /** These events. */
  public static String of(Iterable<Numbered> events) {
    return header() + lines(ImmutableList.copyOf(events), ImmutableMap.of());
  }

  private static ImmutableList<Numbered> numbered(Execution run) {
    ImmutableList.Builder<Numbered> events = ImmutableList.builder();
    for (int i = 0; i < run.trace().size(); i++) {
      events.add(new Numbered(i + 1, run.trace().get(i)));
    }
    return events.build();
  }

  private static String header() {
    StringBuilder text = new StringBuilder("trace     ");
    for (Party party : PARTIES) {
      text.append(' ').append(Strings.padEnd(name(party), WIDTH - 1, ' '));
    }
    return text.toString().stripTrailing();
  }

  private static String lines(ImmutableList<Numbered> events, ImmutableMap<Integer, Place> places) {
    int width = events.stream().mapToInt(line -> line(line).length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Numbered event : events) {
      Place place = places.get((int) event.line() - 1);
      String line = line(event);
      text.append('\n')
          .append(place == null ? line : Strings.padEnd(line, width, ' ') + "  " + place);
    }
    return text.toString();
  }

  private static String line(Numbered line) {
    return Strings.padStart(Long.toString(line.line()), 6, ' ')
        + indent(line.event())
        + line.event();
  }

  private static String indent(TraceEvent event) {
    if (event instanceof Happened happened) {
      return indent(happened.action().party());
    }
    if (event instanceof Answered) {
      return indent(Party.APPLICATION);
    }
    if (event instanceof Threw threw) {
      return indent(threw.isCallback() ? Party.APPLICATION : Party.DEVICE);
    }
    return "  !! ";
  }

  private static String indent(Party party) {
    return " ".repeat(5 + WIDTH * PARTIES.indexOf(party));
  }

  private static String name(Party party) {
    return party.name().toLowerCase(Locale.ROOT);
  }
}
