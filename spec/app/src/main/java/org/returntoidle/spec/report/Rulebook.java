package org.returntoidle.spec.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.report.RulebookEntry.Check;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verify.MachineTable;
import org.returntoidle.spec.verify.RuleChecks;
import org.returntoidle.tla.TrueByConstruction;

/** The rulebook in full: {@code spec/RULES.md}, and one rule in lines for people. */
public final class Rulebook {
  /** Writes the document anew. */
  public static final String UPDATE = "mvn -B -q -Pgenerate -pl spec/app -am test";

  private static final String INDENT = "\n" + " ".repeat(11);

  private static final Pattern RULE = Pattern.compile("\\b[ABDLHV]\\d+[a-c]?\\b");

  private Rulebook() {}

  /** The document; lines end with a line feed. */
  public static String markdown() {
    return String.format(
        Locale.ROOT,
        """
        # The rules

        Generated from the code, by `%s`.

        What a cancelable scanner driver must do, and why. `explain A4` prints one of these entries in the
        terminal; `rules` prints the list with every single check.

        Rules A and B come from two documents by Microsoft, "Canceling a Data Transfer" and "Cancellation of
        Data Transfers in Windows XP"; their strength is the document's own word. Where the documents are
        silent this project had to decide, and says so: those are the D rules. L rules say what must happen in
        the end. H entries are hazards of the protocol itself: they occur although everybody keeps the rules.
        V entries are about Windows Vista and later, where a driver writes to a stream; so are D26 and H5 to H9.

        Two words have a fixed meaning. A cancel or an error is *observed* when the driver can know of it: a
        callback's code when the callback has returned, the button or a fault when the read that reports it
        completes, `CANCEL_IO` when `drvNotifyPnpEvent` has returned. A band is *acknowledged* when its
        callback has returned. If two events overlap, either order is right.

        A property is *true by construction* if %s.
        It follows from the guard or the effect of one action alone. Which are, %d of them, is computed over all
        type-correct states, reachable or not; every rule that has one has something else, too.

        | rules | |
        |---|---|
        %s
        ## The machine

        A driver is in one of four states. [`TransferMachine`](../model/src/main/java/org/returntoidle/model/TransferMachine.java)
        is this table in Java, [`TransferMachine.tla`](../tla/src/main/tla/TransferMachine.tla) in TLA+, and the
        reference driver runs on it. A dash means that this cannot happen in the reference.
        `rules --machine` prints both.

        ```mermaid
        %s```

        %s
        ## What changed from XP to Vista

        Since Windows Vista a driver writes each page to a stream. Most rules are the same; these are not.

        | rule | Windows XP and Me | Windows Vista and later | because |
        |---|---|---|---|
        %s
        ## Every rule

        %s""",
        UPDATE,
        RuleChecks.MEANING,
        TrueByConstruction.names().size(),
        index(),
        StateDiagram.mermaid(),
        MachineTable.markdown(Rulebook::link),
        Arrays.stream(Change.values()).map(Rulebook::row).collect(Collectors.joining()),
        Arrays.stream(Rule.values())
            .map(rule -> markdown(RulebookEntry.of(rule)))
            .collect(Collectors.joining("\n")));
  }

  private static String index() {
    return Stream.of("A", "B", "D", "L", "H", "V")
        .map(
            letter ->
                "| "
                    + letter
                    + " | "
                    + Arrays.stream(Rule.values())
                        .filter(rule -> rule.name().startsWith(letter))
                        .map(Rulebook::link)
                        .collect(Collectors.joining(" "))
                    + " |\n")
        .collect(Collectors.joining());
  }

  private static String row(Change change) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s |\n",
        link(change.rule()),
        change.before().isEmpty() ? "–" : change.before(),
        change.since(),
        change.because().stream().map(Rulebook::link).collect(Collectors.joining(", ")));
  }

  private static String markdown(RulebookEntry entry) {
    Rule rule = entry.rule();
    StringBuilder text = new StringBuilder();
    text.append("### ").append(rule).append("\n\n");
    text.append("**").append(rule.sentence()).append("**\n\n");
    text.append(linked(rule.intent())).append("\n\n");
    text.append("- Source: ").append(linked(entry.source())).append('\n');
    text.append("- Strength: ").append(rule.strength()).append('\n');
    if (rule.dependsOnReading()) {
      text.append(
          "- Depends on how the note about Windows Me is read: [`--me`](VERDICT.md#windows-me)\n");
    }
    for (Check check : entry.checks()) {
      text.append("- Checked by [")
          .append(check.by())
          .append("](")
          .append(check.link())
          .append(')')
          .append(
              check.list(
                  name -> name.contains(" ") ? name : "`" + name + "`",
                  RuleChecks.TRUE_BY_CONSTRUCTION))
          .append('\n');
    }
    entry
        .shownBy()
        .forEach(
            driver ->
                text.append("- Broken by `verify --driver ")
                    .append(driver.label())
                    .append("`: ")
                    .append(driver.description())
                    .append('\n'));
    rule.contract()
        .ifPresent(
            contract ->
                text.append("- If a driver breaks it, look at ")
                    .append(linked(contract.lookAt()))
                    .append('\n'));
    entry
        .outOfReach()
        .ifPresent(why -> text.append("- Broken by no driver: ").append(why).append('\n'));
    return text.toString();
  }

  private static String linked(String text) {
    return RULE.matcher(text).replaceAll(found -> link(Rule.valueOf(found.group())));
  }

  private static String link(Rule rule) {
    return "[" + rule + "](#" + RulebookEntry.anchor(rule) + ")";
  }

  /** One rule, as {@code explain} prints it. */
  public static String text(Rule rule) {
    RulebookEntry entry = RulebookEntry.of(rule);
    List<String> shown =
        entry.shownBy().stream().map(d -> d.label() + ": " + d.description()).toList();
    String text =
        "rule       "
            + rule
            + " ("
            + rule.strength()
            + "): "
            + rule.sentence()
            + "\nwhy        "
            + rule.intent().replace(". ", "." + INDENT)
            + "\nsource     "
            + entry.source()
            + lines("checked by", entry.checks().stream().map(Check::text).toList())
            + lines("broken by", shown)
            + lines(
                "broken by", entry.outOfReach().map(why -> "no driver: " + why).stream().toList())
            + lines(
                "look at", rule.contract().map(c -> c.lookAt().replace("`", "")).stream().toList())
            + "\nrulebook   spec/RULES.md#"
            + entry.anchor();
    return Shown.wrapped(text);
  }

  private static String lines(String title, List<String> lines) {
    return lines.isEmpty()
        ? ""
        : "\n" + title + " ".repeat(11 - title.length()) + String.join(INDENT, lines);
  }
}
