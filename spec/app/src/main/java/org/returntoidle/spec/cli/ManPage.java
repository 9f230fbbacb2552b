package org.returntoidle.spec.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, in the macros of man(7): all commands, and all options that are not hidden. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();
  private final IParamLabelRenderer labels;

  private ManPage(CommandLine main) {
    labels = main.getHelp().parameterLabelRenderer();
  }

  /**
   * The page of a program.
   *
   * @param version of it, as the foot of the page shows it
   * @param date on which that was made
   */
  static String of(CommandLine main, String version, String date) {
    ManPage page = new ManPage(main);
    page.write(main, version, date);
    return page.page.toString();
  }

  private void write(CommandLine main, String version, String date) {
    String name = main.getCommandName();
    macro("TH", name.toUpperCase(Locale.ROOT), "1", date, name + " " + version);
    macro("SH", "NAME");
    text(name + " - " + description(main.getCommandSpec()));
    macro("SH", "SYNOPSIS");
    macro("B", name);
    text("COMMAND [OPTION...] [FILE...]");
    macro("SH", "OPTIONS");
    options(main.getCommandSpec());
    macro("SH", "COMMANDS");
    main.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .forEach(this::command);
    macro("SH", "EXIT STATUS");
    for (Map.Entry<String, String> code :
        main.getCommandSpec().usageMessage().exitCodeList().entrySet()) {
      item(code.getKey(), "", code.getValue());
    }
  }

  private void command(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    macro("SS", spec.name());
    text(description(spec));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        item("", label(parameter), description(parameter.description()));
      }
    }
    options(spec);
  }

  private void options(CommandSpec spec) {
    ImmutableList<OptionSpec> options =
        spec.options().stream()
            .filter(option -> !option.hidden())
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .collect(ImmutableList.toImmutableList());
    for (OptionSpec option : options) {
      item(String.join(", ", option.names()), label(option), description(option.description()));
    }
  }

  private String label(ArgSpec argument) {
    return labels.renderParameterLabel(argument, Ansi.OFF, ImmutableList.of()).toString();
  }

  private static String description(CommandSpec spec) {
    return description(spec.usageMessage().description());
  }

  /** Without what is meant for a terminal: colors, and the signs that end a line. */
  private static String description(String... lines) {
    String text = Ansi.OFF.string(String.join(" ", lines));
    return text.replace("%n", " ").replace("%%", "%");
  }

  private void item(String bold, String label, String text) {
    macro("TP");
    macro("BI", bold, label);
    text(text);
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  private void text(String text) {
    String escaped = escape(text);
    // A line that begins so would be a macro.
    page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "");
    page.append(escaped).append('\n');
  }

  /** A hyphen that can be searched for and copied, and no character with a meaning. */
  private static String escape(String text) {
    return CharMatcher.whitespace()
        .trimAndCollapseFrom(text, ' ')
        .replace("\\", "\\e")
        .replace("-", "\\-");
  }
}
