package org.returntoidle.spec.verify;

import java.util.stream.Collectors;
import org.returntoidle.model.Cell;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;

/** The transition table in Markdown, each cell with its rules, as it stands in the README. */
public final class MachineTable {
  private MachineTable() {}

  /** The table; lines end with a line feed. */
  public static String markdown() {
    StringBuilder text = new StringBuilder("| input |");
    for (TransferState state : TransferState.values()) {
      text.append(' ').append(state).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(TransferState.values().length)).append('\n');
    for (TransferInput input : TransferInput.values()) {
      text.append("| ").append(input).append(" |");
      for (TransferState state : TransferState.values()) {
        text.append(' ').append(text(TransferMachine.cell(input, state))).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String text(Cell cell) {
    String rules = cell.rules().stream().map(Enum::name).collect(Collectors.joining(", "));
    return cell.effect() + " (" + rules + ")";
  }
}
