package org.returntoidle.spec.verify;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.Cell;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;

/** The transition table in Markdown, each cell with its rules, as the rulebook has it. */
public final class MachineTable {
  private MachineTable() {}

  /** The table; lines end with a line feed. */
  public static String markdown() {
    return markdown(Rule::name);
  }

  /**
   * The table; lines end with a line feed.
   *
   * @param shown how a rule is written, as a link for instance
   */
  public static String markdown(Function<Rule, String> shown) {
    StringBuilder text = new StringBuilder("| input |");
    for (TransferState state : TransferState.values()) {
      text.append(' ').append(state).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(TransferState.values().length)).append('\n');
    for (TransferInput input : TransferInput.values()) {
      text.append("| ").append(input).append(" |");
      for (TransferState state : TransferState.values()) {
        text.append(' ').append(text(TransferMachine.cell(input, state), shown)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String text(Cell cell, Function<Rule, String> shown) {
    String rules = cell.rules().stream().map(shown).collect(Collectors.joining(", "));
    return cell.effect() + " (" + rules + ")";
  }
}
