package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.returntoidle.spec.verify.JsonReport;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** A command's result as one JSON document, and what that is like. */
final class JsonOptions {
  private static final String SCHEMA = "--json-schema";

  /** By command. Each lies beside the class that writes the document. */
  static final ImmutableMap<String, URL> SCHEMAS =
      ImmutableMap.<String, URL>builder()
          .put("verify", JsonReport.SCHEMA)
          .put("merge", JsonReport.SCHEMA)
          .put("learn", Resources.getResource(JsonReport.class, "learn.schema.json"))
          .put("check-trace", Resources.getResource(JsonReport.class, "check-trace.schema.json"))
          .put("explore", Resources.getResource(ExploreCommand.class, "explore.schema.json"))
          .put("prove", Resources.getResource(ProveCommand.class, "prove.schema.json"))
          .put("replay", Resources.getResource(ReplayCommand.class, "replay.schema.json"))
          .put("rules", Resources.getResource(RulesCommand.class, "rules.schema.json"))
          .put("drivers", Resources.getResource(DriversCommand.class, "drivers.schema.json"))
          .buildOrThrow();

  @CommandLine.Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean isGiven;

  /** Nothing else is needed beside it, which is what picocli calls help. */
  @SuppressWarnings({"deprecation", "unused"}) // It is neither usage nor version; picocli sets it.
  @CommandLine.Option(
      names = SCHEMA,
      help = true,
      description = "Prints the JSON Schema of what --json prints, and ends.")
  private boolean isSchemaAsked;

  /** Whether one JSON document is all that is printed. */
  boolean isGiven() {
    return isGiven;
  }

  /** Prints the schema if it is asked for, and else runs the command. */
  static int runOrPrint(ParseResult parsed) {
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (!command.hasMatchedOption(SCHEMA)) {
      return new RunLast().execute(parsed);
    }
    CommandLine line = command.commandSpec().commandLine();
    line.getOut().print(text(Objects.requireNonNull(SCHEMAS.get(line.getCommandName()))));
    line.getOut().flush();
    return ExitCode.HOLDS;
  }

  private static String text(URL schema) {
    try {
      return Resources.toString(schema, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
