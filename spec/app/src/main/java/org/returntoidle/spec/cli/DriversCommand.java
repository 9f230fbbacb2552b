package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.KillMatrix.Column;
import org.returntoidle.spec.verify.MatrixTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drivers}: the built-in drivers. */
@Command(
    name = "drivers",
    description = "Lists the built-in drivers; with --matrix, which rule finds which.",
    mixinStandardHelpOptions = true)
final class DriversCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--matrix", description = "Runs each driver and says which rule finds it.")
  private boolean matrix;

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Mixin private JsonOptions json = new JsonOptions();

  @Override
  public Integer call() {
    ImmutableList<Column> columns =
        matrix
            ? KillMatrix.columns(driverOptions.hangAfter(), TerminalProgress.create())
            : ImmutableList.of();
    if (json.isGiven()) {
      out().println(document(columns).toPrettyString());
    } else {
      int number = 0;
      for (BuiltInDriver driver : BuiltInDriver.values()) {
        print(number, driver);
        if (matrix) {
          out().println(Shown.wrapped(" ".repeat(28) + found(columns.get(number))));
        }
        number++;
      }
      if (matrix) {
        out().print(MatrixTable.of(columns));
      }
      out().flush();
    }
    boolean asExpected = columns.stream().allMatch(Column::asExpected);
    return asExpected ? ExitCode.HOLDS : ExitCode.FAILED;
  }

  private static ObjectNode document(ImmutableList<Column> columns) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    ArrayNode drivers = root.putArray("drivers");
    for (BuiltInDriver driver : BuiltInDriver.values()) {
      ObjectNode node = drivers.addObject();
      node.put("name", driver.label());
      node.put("description", driver.description());
      ids(node.putArray("breaks"), driver.breaks());
      columns.stream().filter(c -> c.driver() == driver).forEach(c -> describe(node, c));
    }
    if (!columns.isEmpty()) {
      ArrayNode rules = root.putArray("rules");
      for (Rule rule : KillMatrix.rows()) {
        ObjectNode node = rules.addObject().put("id", rule.name());
        labels(node.putArray("names"), columns, column -> column.named().contains(rule));
        labels(node.putArray("finds"), columns, column -> column.broken().contains(rule));
        node.put("outOfReach", KillMatrix.outOfReach(rule).orElse(null));
      }
    }
    return root;
  }

  private static void describe(ObjectNode node, Column column) {
    ids(node.putArray("foundBy"), column.named());
    ids(node.putArray("alsoBroken"), Sets.difference(column.broken(), column.named()));
    node.put("schedules", column.schedules());
    column
        .first()
        .ifPresent(
            found -> {
              node.put("says", found.finding().message());
              node.put("platform", found.run().platform().label());
              found.schedule().lines().forEach(node.putArray("schedule")::add);
            });
  }

  private static void ids(ArrayNode array, Set<Rule> rules) {
    rules.stream().map(Rule::name).forEach(array::add);
  }

  private static void labels(
      ArrayNode array, ImmutableList<Column> columns, Predicate<Column> which) {
    columns.stream().filter(which).map(column -> column.driver().label()).forEach(array::add);
  }

  private void print(int number, BuiltInDriver driver) {
    out()
        .printf(
            Locale.ROOT,
            "%2d %-24s %-12s %s%n",
            number,
            driver.label(),
            String.join(" ", driver.breaks().stream().map(Rule::name).toList()),
            driver.description());
  }

  private static String found(Column column) {
    return column
        .first()
        .map(
            c ->
                String.format(
                    Locale.ROOT,
                    "found by %s after %,d schedules: %s",
                    c.finding().rule(),
                    column.schedules(),
                    c.schedule().lines().isEmpty()
                        ? "nothing out of the ordinary"
                        : String.join("; ", c.schedule().lines())))
        .orElse(String.format(Locale.ROOT, "no violation in %,d schedules", column.schedules()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
