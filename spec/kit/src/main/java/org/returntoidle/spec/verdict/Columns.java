package org.returntoidle.spec.verdict;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.returntoidle.model.Action.Party;
import org.returntoidle.spec.harness.Run;
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
  static String of(Run run, int last) {
    ImmutableList.Builder<Numbered> events = ImmutableList.builder();
    int before = Math.max(0, run.trace().size() - last);
    int number = before;
    for (TraceEvent event : run.trace().subList(before, run.trace().size())) {
      number++;
      events.add(new Numbered(number, event));
    }
    String more = before == 0 ? "" : "\n       (" + before + " events before these)";
    return header() + more + lines(events.build());
  }

  /** These events. */
  public static String of(Iterable<Numbered> events) {
    return header() + lines(events);
  }

  private static String header() {
    StringBuilder text = new StringBuilder("trace     ");
    for (Party party : PARTIES) {
      text.append(' ').append(Strings.padEnd(name(party), WIDTH - 1, ' '));
    }
    return text.toString().stripTrailing();
  }

  private static String lines(Iterable<Numbered> events) {
    StringBuilder text = new StringBuilder();
    for (Numbered line : events) {
      TraceEvent event = line.event();
      text.append('\n').append(Strings.padStart(Long.toString(line.line()), 6, ' '));
      text.append(indent(event)).append(event);
    }
    return text.toString();
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
