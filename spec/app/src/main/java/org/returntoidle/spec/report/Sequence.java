package org.returntoidle.spec.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.harness.TraceEvent.Threw;
import org.returntoidle.spec.text.Shown;

/**
 * A sequence diagram: four parties, and what goes from one to another, one line each.
 *
 * @param title what it shows
 * @param lines from top to bottom
 * @param left how many lines at the beginning are left out, since there are too many
 */
public record Sequence(String title, ImmutableList<Line> lines, int left) {
  private static final int MOST = 150;
  private static final int FIRST_COLUMN = 95;
  private static final int BETWEEN = 190;
  private static final int TOP = 58;
  private static final int ROW = 27;

  /** Of the lifelines, with the room beside them. */
  private static final int WIDTH = 2 * FIRST_COLUMN + BETWEEN * (Party.values().length - 1);

  /** The width of one in the name of a file. */
  private static final int CHARACTER = 8;

  /**
   * One line.
   *
   * @param number from 1; of a trace that of its line
   * @param from who
   * @param to whom; empty for what somebody does alone
   * @param text what
   * @param wrong whether it is what is wrong
   * @param place from which line of the driver it comes; empty if that is not known
   */
  public record Line(
      long number, Party from, Optional<Party> to, String text, boolean wrong, String place) {
    Line(long number, Party from, Optional<Party> to, String text, boolean wrong) {
      this(number, from, to, text, wrong, "");
    }

    Line at(String where) {
      return new Line(number, from, to, text, wrong, where);
    }

    Line isWrong(boolean goesWrong) {
      return new Line(number, from, to, text, wrong || goesWrong, place);
    }

    /** Where it begins, in pixels from the left. */
    public int x() {
      return column(from);
    }

    /** Where it ends; where it begins if it goes to nobody. */
    public int end() {
      return to.map(Sequence::column).orElse(x());
    }

    /** Where its text has its middle. */
    public int middle() {
      return (x() + end()) / 2;
    }
  }

  /** One of the vertical lines. */
  public record Lifeline(String name, int x) {}

  /** The sequence of a walk through the model. */
  static Sequence of(String title, Walk<?> walk) {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    ImmutableList<String> texts = walk.texts();
    for (int i = 0; i < texts.size(); i++) {
      Action action = walk.actions().get(i);
      lines.add(new Line(i + 1, action.party(), to(action), texts.get(i), false));
    }
    return shortened(title, lines.build());
  }

  /**
   * The sequence of a driver's run.
   *
   * @param wrong the event at which it goes wrong, from 0
   */
  static Sequence of(String title, Execution run, ImmutableMap<Integer, Place> places, int wrong) {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    for (int i = 0; i < run.trace().size(); i++) {
      Place place = places.get(i);
      lines.add(
          line(i + 1, run.trace().get(i))
              .at(place == null ? "" : place.toString())
              .isWrong(i == wrong));
    }
    return shortened(title, lines.build());
  }

  /** The sequence of the last events of a trace, each with its line; the newest may be wrong. */
  static Sequence of(String title, ImmutableList<Numbered> events, boolean newestIsWrong) {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    for (int i = 0; i < events.size(); i++) {
      Line line = line(events.get(i).line(), events.get(i).event());
      boolean wrong = newestIsWrong && i == events.size() - 1;
      String text = Shown.message(line.text());
      lines.add(new Line(line.number(), line.from(), line.to(), text, line.wrong() || wrong));
    }
    return new Sequence(title, lines.build(), 0);
  }

  private static Line line(long number, TraceEvent event) {
    String text = event.toString();
    if (event instanceof Happened happened) {
      return new Line(number, happened.action().party(), to(happened.action()), text, false);
    }
    if (event instanceof Answered) {
      return new Line(number, Party.APPLICATION, Optional.of(Party.DRIVER), text, false);
    }
    if (event instanceof Threw threw) {
      Party from = threw.isCallback() ? Party.APPLICATION : Party.DEVICE;
      return new Line(number, from, Optional.of(Party.DRIVER), text, false);
    }
    return new Line(number, Party.DRIVER, Optional.empty(), text, true);
  }

  private static Sequence shortened(String title, ImmutableList<Line> lines) {
    int left = Math.max(0, lines.size() - MOST);
    return new Sequence(title, lines.subList(left, lines.size()), left);
  }

  /** Whom an action reaches. */
  static Optional<Party> to(Action action) {
    return Optional.ofNullable(
        switch (action) {
          case ACQUIRE_ITEM_DATA,
              NOTIFY_CANCEL_IO,
              NOTIFY_OTHER_EVENT,
              SERVICE_CANCELS,
              HANDLER_RESOLVES,
              HANDLER_GIVES_UP ->
              Party.DRIVER;
          case ANSWER_BUSY,
              RETURN_FROM_ACQUIRE,
              CANCEL_PENDING_IO,
              DOWNLOAD,
              CANCEL_TRANSFER,
              REPORT_DEVICE_STATUS ->
              Party.SERVICE;
          case START_DEVICE, STOP_DEVICE, SUBMIT_READ, INTERRUPT_READ -> Party.DEVICE;
          case START_FAILS,
              READ_BAND,
              READ_LAST_BAND,
              READ_NOT_READY,
              READ_BUTTON,
              READ_FAULT,
              READ_FEEDER_EMPTY,
              DEVICE_GOES ->
              Party.DRIVER;
          case DELIVER_BAND,
              SEND_STATUS,
              GET_NEXT_STREAM,
              WRITE_BAND,
              RELEASE_STREAM,
              END_OF_TRANSFER ->
              Party.APPLICATION;
          case CALLBACK_CONTINUES,
              CALLBACK_CANCELS,
              CALLBACK_FAILS_E_FAIL,
              CALLBACK_FAILS_E_ABORT,
              CALLBACK_SKIPS,
              STREAM_TAKES,
              STREAM_FAILS ->
              Party.DRIVER;
          case PRESS_CANCEL_BUTTON,
              DEVICE_FAILS,
              IMAGE_ENDS,
              JOB_ENDS,
              FEEDER_EMPTIES,
              SERVICE_DIES,
              DRIVER_CANCELS,
              DISCARD_BAND ->
              null;
        });
  }

  private static int column(Party party) {
    return FIRST_COLUMN + BETWEEN * ImmutableList.copyOf(Party.values()).indexOf(party);
  }

  private static String name(Party party) {
    return party.name().toLowerCase(Locale.ROOT);
  }

  /** The vertical lines. */
  public ImmutableList<Lifeline> lifelines() {
    return allLifelines();
  }

  /** The same for the page's script, which draws as this does. */
  static ObjectNode geometry() {
    ObjectNode geometry = JsonNodeFactory.instance.objectNode();
    geometry.put("row", ROW).put("width", WIDTH);
    ArrayNode all = geometry.putArray("lifelines");
    allLifelines().forEach(line -> all.addObject().put("name", line.name()).put("x", line.x()));
    return geometry;
  }

  private static ImmutableList<Lifeline> allLifelines() {
    ImmutableList.Builder<Lifeline> all = ImmutableList.builder();
    for (Party party : Party.values()) {
      all.add(new Lifeline(name(party), column(party)));
    }
    return all.build();
  }

  /** How high the line with this index lies, in pixels from the top. */
  public int y(int index) {
    return TOP + ROW * (index + 1);
  }

  /** The height of the whole, in pixels. */
  public int height() {
    return y(lines.size());
  }

  /** The width of the whole, in pixels. */
  public int width() {
    return placesX() + CHARACTER * lines.stream().mapToInt(l -> l.place().length()).max().orElse(0);
  }

  /** Where the lines of the driver begin, behind everything else. */
  public int placesX() {
    return WIDTH;
  }

  /** The same as text for Mermaid, which many issue trackers draw. */
  public String mermaid() {
    StringBuilder text = new StringBuilder("sequenceDiagram\n");
    for (Party party : Party.values()) {
      text.append("  participant ").append(name(party)).append('\n');
    }
    for (Line line : lines) {
      String says = forMermaid(line.text());
      text.append("  ");
      line.to()
          .ifPresentOrElse(
              to -> text.append(name(line.from())).append("->>").append(name(to)).append(": "),
              () -> text.append("Note over ").append(name(line.from())).append(": "));
      text.append(line.wrong() ? "WRONG " : "").append(says).append('\n');
    }
    return text.toString();
  }

  /** Characters that end a line or a name in Mermaid are written as its entities. */
  private static String forMermaid(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = Character.isLetterOrDigit(c) || " ().,_-:'".indexOf(c) >= 0;
              safe.append(
                  plain ? Character.toString(c) : Character.isISOControl(c) ? " " : "#" + c + ";");
            });
    return safe.toString();
  }
}
