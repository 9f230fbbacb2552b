package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.returntoidle.model.Cell;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;

/** The machine's four states and what leads from one to another, read off its table. */
public final class StateDiagram {
  /**
   * Where an arrow is drawn.
   *
   * @param path of the arrow, in SVG
   * @param x of its first label
   * @param y of its first label
   * @param anchor which end of a label is at x
   */
  private record Route(String path, int x, int y, String anchor) {}

  /** What leads from one state to another. */
  public record Arrow(
      TransferState from,
      TransferState to,
      ImmutableList<String> labels,
      String path,
      int x,
      int y,
      String anchor) {}

  private static final ImmutableTable<TransferState, TransferState, Route> ROUTES =
      ImmutableTable.<TransferState, TransferState, Route>builder()
          .put(
              TransferState.IDLE,
              TransferState.ACQUIRING,
              new Route("M 170 225 H 368", 268, 196, "middle"))
          .put(
              TransferState.ACQUIRING,
              TransferState.IDLE,
              new Route("M 370 255 H 172", 268, 276, "middle"))
          .put(
              TransferState.ACQUIRING,
              TransferState.CANCELING,
              new Route("M 500 222 C 560 190 620 150 668 118", 540, 112, "end"))
          .put(
              TransferState.ACQUIRING,
              TransferState.ERROR,
              new Route("M 500 258 C 560 290 620 335 668 367", 540, 362, "end"))
          .put(
              TransferState.CANCELING,
              TransferState.ERROR,
              new Route("M 735 136 V 348", 748, 238, "start"))
          .put(
              TransferState.CANCELING,
              TransferState.IDLE,
              new Route("M 735 82 C 735 20 105 20 105 212", 430, 20, "middle"))
          .put(
              TransferState.ERROR,
              TransferState.IDLE,
              new Route("M 735 402 C 735 470 105 470 105 268", 430, 472, "middle"))
          .build();

  private StateDiagram() {}

  /** All arrows; what changes nothing has none. */
  public static ImmutableList<Arrow> arrows() {
    ImmutableList.Builder<Arrow> arrows = ImmutableList.builder();
    for (TransferState from : TransferState.values()) {
      for (TransferState to : TransferState.values()) {
        List<String> labels = new ArrayList<>();
        for (TransferInput input : TransferInput.values()) {
          Cell cell = TransferMachine.cell(input, from);
          if (target(cell).equals(Optional.of(to))) {
            labels.add(label(input, cell));
          }
        }
        if (!labels.isEmpty()) {
          arrows.add(arrow(from, to, ImmutableList.copyOf(labels)));
        }
      }
    }
    return arrows.build();
  }

  private static Arrow arrow(TransferState from, TransferState to, ImmutableList<String> labels) {
    Route route = ROUTES.get(from, to);
    if (route == null) {
      throw new IllegalStateException("nobody has drawn the way from " + from + " to " + to);
    }
    return new Arrow(from, to, labels, route.path(), route.x(), route.y(), route.anchor());
  }

  private static Optional<TransferState> target(Cell cell) {
    return Optional.ofNullable(
        switch (cell.effect()) {
          case BEGIN -> TransferState.ACQUIRING;
          case CANCEL, CANCEL_UNLESS_COMPLETE -> TransferState.CANCELING;
          case FAIL -> TransferState.ERROR;
          case RETURN, RETURN_WHEN_COMPLETE -> TransferState.IDLE;
          case STAY, STAY_BUSY, COMPLETE, NEVER -> null;
        });
  }

  private static String label(TransferInput input, Cell cell) {
    String rules = cell.rules().stream().map(Enum::name).collect(Collectors.joining(", "));
    return input.label().replace("drvAcquireItemData", "call").replace("device read reports ", "")
        + " ("
        + rules
        + ")";
  }

  /** The same as text for Mermaid, as it stands in the rulebook. */
  public static String mermaid() {
    StringBuilder text = new StringBuilder("stateDiagram-v2\n  [*] --> Idle\n");
    for (Arrow arrow : arrows()) {
      text.append(
          String.format(Locale.ROOT, "  %s --> %s: %s\n", arrow.from(), arrow.to(), labels(arrow)));
    }
    return text.toString();
  }

  private static String labels(Arrow arrow) {
    return String.join("<br>", arrow.labels());
  }
}
