package org.returntoidle.spec.verify;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.verify.KillMatrix.Column;

/** The kill matrix in lines: a row for each rule, a column for each faulty driver. */
public final class MatrixTable {
  private MatrixTable() {}

  /** The table, with a head and a key. */
  public static String of(ImmutableList<Column> columns) {
    StringBuilder text = new StringBuilder("\n     ");
    for (int i = 1; i < columns.size(); i++) {
      text.append(Strings.padStart(Integer.toString(i), 3, ' '));
    }
    text.append('\n');
    for (Rule rule : KillMatrix.rows()) {
      text.append(Strings.padEnd(rule.name(), 5, ' '));
      text.append(KillMatrix.outOfReach(rule).orElseGet(() -> cells(rule, columns)));
      text.append('\n');
    }
    return text.append(
            "\n#  the rule that the verdict names    +  also broken on a schedule of that length\n")
        .toString();
  }

  private static String cells(Rule rule, ImmutableList<Column> columns) {
    StringBuilder text = new StringBuilder();
    for (Column column : columns.subList(1, columns.size())) {
      boolean named = column.named().contains(rule);
      text.append(named ? "  #" : column.broken().contains(rule) ? "  +" : "  .");
    }
    return text.toString();
  }
}
