package org.returntoidle.spec.cli;

import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.report.Rulebook;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code explain}: one rule of the rulebook. */
@Command(
    name = "explain",
    description = "Prints a rule: why it is there, where it comes from, and what checks it.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "RULE",
      arity = "0..1",
      description = "Its id, such as A4, in upper or lower case.")
  private @Nullable String id;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(Rulebook.text(rule()));
    return ExitCode.HOLDS;
  }

  private Rule rule() {
    if (id == null) {
      throw new BadInputException("explain: a rule is missing; there are " + accepted());
    }
    String wanted = id.toUpperCase(Locale.ROOT);
    return Rule.withId(id)
        .orElseThrow(
            () ->
                new BadInputException(
                    "explain: unknown rule '"
                        + Shown.name(wanted, 40)
                        + "'; there are "
                        + accepted()));
  }

  /** The ids, a letter at a time. */
  private static String accepted() {
    List<String> letters = new ArrayList<>();
    Arrays.stream(Rule.values())
        .collect(Collectors.groupingBy(rule -> rule.name().charAt(0)))
        .values()
        .stream()
        .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
        .forEach(rules -> letters.add(rules.get(0) + " to " + Iterables.getLast(rules)));
    return String.join(", ", letters);
  }
}
