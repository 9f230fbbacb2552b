package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.verify.Progress;
import org.returntoidle.spec.verify.Subject;
import org.returntoidle.spec.verify.Verifier;
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

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    ArrayNode drivers = root.putArray("drivers");
    boolean asExpected = true;
    try (Progress.Bar bar =
        TerminalProgress.create().start("drivers", BuiltInDriver.values().length)) {
      for (BuiltInDriver driver : BuiltInDriver.values()) {
        ObjectNode node = drivers.addObject();
        node.put("name", driver.label());
        node.put("description", driver.description());
        driver.breaks().stream().map(Rule::name).forEach(node.putArray("breaks")::add);
        String found = "";
        if (matrix) {
          SearchResult result = search(driver);
          asExpected &= expected(driver, result);
          result.counterexample().ifPresent(c -> describe(node, c));
          node.put("schedules", result.schedules());
          found = found(result);
        }
        bar.step();
        if (!json) {
          print(driver, found);
        }
      }
    }
    if (json) {
      out().println(root.toPrettyString());
    }
    return asExpected ? ExitCode.HOLDS : ExitCode.FAILED;
  }

  private SearchResult search(BuiltInDriver driver) {
    Subject subject = Subject.find(driver.label(), driverOptions.classpath());
    Limits limits = new Limits(Configuration.DEFAULT.bounds(), driverOptions.hangAfter());
    try (Harness harness = Verifier.harness(subject, Platform.XP, limits)) {
      return Enumeration.search(harness, subject.reading(), count -> {});
    }
  }

  private static boolean expected(BuiltInDriver driver, SearchResult result) {
    Optional<Rule> rule = result.counterexample().map(c -> c.finding().rule());
    return driver.breaks().isEmpty()
        ? rule.isEmpty()
        : rule.filter(driver.breaks()::contains).isPresent();
  }

  private static void describe(ObjectNode node, Counterexample found) {
    node.put("rule", found.finding().rule().name());
    node.put("says", found.finding().message());
    found.schedule().lines().forEach(node.putArray("schedule")::add);
  }

  private static String found(SearchResult result) {
    return result
        .counterexample()
        .map(
            c ->
                "found by %s after %,d schedules: %s"
                    .formatted(
                        c.finding().rule(),
                        result.schedules(),
                        c.schedule().lines().isEmpty()
                            ? "nothing out of the ordinary"
                            : String.join("; ", c.schedule().lines())))
        .orElse("no violation in %,d schedules".formatted(result.schedules()));
  }

  private void print(BuiltInDriver driver, String found) {
    out()
        .printf(
            "%-24s %-10s %s%n",
            driver.label(),
            String.join(" ", driver.breaks().stream().map(Rule::name).toList()),
            driver.description());
    if (!found.isEmpty()) {
      out().printf("%-24s %s%n", "", found);
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
