package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.returntoidle.model.Requirement;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;

/** What checks each bullet of the hardware requirement, for people and for programs. */
public final class RequirementText {
  private static final String INDENT = "\n     ";

  private RequirementText() {}

  /** The built-in drivers that break a rule of {@code one}. */
  public static List<BuiltInDriver> brokenBy(Requirement one) {
    return Arrays.stream(BuiltInDriver.values())
        .filter(BuiltInDriver::streams)
        .filter(driver -> one.rules().stream().anyMatch(driver.breaks()::contains))
        .toList();
  }

  /** All bullets, a few lines for each. */
  public static String of() {
    return Requirement.NAME
        + ": a stream driver must\n"
        + Requirement.all().stream().map(RequirementText::of).collect(Collectors.joining("\n"));
  }

  private static String of(Requirement one) {
    String rules = one.rules().stream().map(Rule::name).collect(Collectors.joining(", "));
    String checked =
        one.isChecked() ? "checked by " + rules : "not checked here: " + one.notChecked();
    String drivers =
        brokenBy(one).stream().map(BuiltInDriver::label).collect(Collectors.joining(", "));
    String shown = one.isChecked() && !drivers.isEmpty() ? INDENT + "broken by " + drivers : "";
    return String.format(
        Locale.ROOT, "%2d   %s%s%s%s", one.bullet(), one.must(), INDENT, checked, shown);
  }

  /** The same as a document. */
  public static ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1).put("requirement", Requirement.NAME);
    ArrayNode bullets = root.putArray("bullets");
    for (Requirement one : Requirement.all()) {
      ObjectNode node = bullets.addObject().put("bullet", one.bullet()).put("must", one.must());
      node.put("checked", one.isChecked());
      node.put("notChecked", one.isChecked() ? null : one.notChecked());
      one.rules().stream().map(Rule::name).forEach(node.putArray("rules")::add);
      brokenBy(one).stream().map(BuiltInDriver::label).forEach(node.putArray("brokenBy")::add);
    }
    return root;
  }
}
