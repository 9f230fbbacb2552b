package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.report.Rulebook;
import org.returntoidle.spec.report.StateDiagram;
import org.returntoidle.spec.verify.MachineTable;
import org.returntoidle.spec.verify.RequirementText;
import org.returntoidle.spec.verify.RuleChecks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rules}: the rulebook. */
@Command(
    name = "rules",
    description = "Prints the rules, where they come from, and what checks each.",
    mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private JsonOptions json = new JsonOptions();

  @Option(
      names = "--machine",
      description = "Prints the transition table and the state diagram instead, in Markdown.")
  private boolean machine;

  @Option(
      names = "--markdown",
      description = "Prints the whole rulebook instead, as a document in Markdown.")
  private boolean markdown;

  @Option(
      names = "--requirement",
      description =
          "Prints the hardware requirement for stream drivers instead, bullet by bullet: what checks"
              + " it, or why nothing does.")
  private boolean requirement;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (requirement) {
      out.println(json.isGiven() ? RequirementText.json().toPrettyString() : RequirementText.of());
      return ExitCode.HOLDS;
    }
    if (machine) {
      out.printf(
          Locale.ROOT, "```mermaid%n%s```%n%n%s", StateDiagram.mermaid(), MachineTable.markdown());
      return ExitCode.HOLDS;
    }
    if (markdown) {
      out.print(Rulebook.markdown());
      return ExitCode.HOLDS;
    }
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    ArrayNode rules = root.putArray("rules");
    for (Rule rule : Rule.values()) {
      ImmutableList<RuleChecks.Check> checks = RuleChecks.of(rule);
      ObjectNode node = rules.addObject();
      node.put("id", rule.name());
      node.put("strength", rule.strength());
      node.put("sentence", rule.sentence());
      node.put("source", rule.source());
      node.put("heading", rule.heading());
      node.put("place", rule.place());
      rule.follows().stream().map(Rule::name).forEach(node.putArray("follows")::add);
      node.put("intent", rule.intent());
      node.put("dependsOnReading", rule.dependsOnReading());
      checks.stream().map(RuleChecks.Check::toString).forEach(node.putArray("checks")::add);
      checks.stream()
          .filter(check -> check.by() == RuleChecks.By.MODEL && check.isTrueByConstruction())
          .map(RuleChecks.Check::name)
          .forEach(node.putArray("trueByConstruction")::add);
      if (!json.isGiven()) {
        out.printf(Locale.ROOT, "%-4s %-9s %s%n", rule, rule.strength(), rule.sentence());
        out.printf(Locale.ROOT, "               %s%n", rule.source());
        if (rule.dependsOnReading()) {
          out.printf(Locale.ROOT, "               in one reading of that note: --me error%n");
        }
        checks.forEach(check -> out.printf(Locale.ROOT, "               %s%n", check));
      }
    }
    out.println(
        json.isGiven()
            ? root.toPrettyString()
            : RuleChecks.TRUE_BY_CONSTRUCTION
                + ": "
                + RuleChecks.MEANING
                + "\nexplain RULE prints one of them, and why it is there");
    return ExitCode.HOLDS;
  }
}
