package org.returntoidle.spec.kit;

import com.google.common.base.Splitter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.returntoidle.model.Rule;

/** The checks of the contracts, as they follow from the rules. */
final class ContractText {
  private static final String BEGIN =
      "  // From here on written by the build, a check for each rule.\n";
  private static final int WIDTH = 100;

  private ContractText() {}

  /** The source with its checks written anew, one for each of {@code rules}. */
  static String of(String source, Set<Rule> rules) {
    String head = source.substring(0, source.indexOf(BEGIN) + BEGIN.length());
    return head + rules.stream().map(ContractText::check).collect(Collectors.joining()) + "}\n";
  }

  private static String check(Rule rule) {
    Rule.Contract contract = rule.contract().orElseThrow(() -> new AssertionError(rule));
    String id = rule.name().toLowerCase(Locale.ROOT);
    String doc =
        "<a href=\"../../../../../../../../RULES.md#%s\">%s</a>. %s Source: %s. Left out: %s. If it fails, look at %s."
            .formatted(
                id, rule, contract.holds(), source(rule), contract.skipped(), contract.lookAt());
    return "\n  /**\n"
        + filled(doc.replaceAll("`([^`]*)`", "{@code $1}"))
        + "   */\n  @RuleCheck\n"
        + label(rule)
        + "  default void %s_%s() {\n".formatted(id, contract.name())
        + "    ContractRun.of(this).check(Rule.%s);\n  }\n".formatted(rule);
  }

  /** The name of the test: what the rule says, as in the reports of the command line. */
  private static String label(Rule rule) {
    String text = "\"" + (rule + " " + rule.sentence()).replace("\"", "\\\"") + "\"";
    String line = "  @Label(" + text + ")";
    return (line.length() <= WIDTH ? line : "  @Label(\n      " + text + ")") + "\n";
  }

  private static String source(Rule rule) {
    if (!rule.heading().isEmpty()) {
      return '"' + rule.source() + '"';
    }
    String rules = rule.follows().stream().map(Rule::name).collect(Collectors.joining(" and "));
    return rule.source().contains(" from ") ? rule.source() : rule.source() + ", for " + rules;
  }

  private static String filled(String text) {
    StringBuilder filled = new StringBuilder();
    String line = "   *";
    for (String word : Splitter.on(' ').split(text)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        filled.append(line).append('\n');
        line = "   *";
      }
      line += " " + word;
    }
    return filled.append(line).append('\n').toString();
  }
}
