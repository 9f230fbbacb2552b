package org.returntoidle.spec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.text.ShellWords;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Checkpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code merge}: makes one verdict of the parts that {@code verify --shard} has run. */
@Command(
    name = "merge",
    description = {
      "Makes one verdict of all parts that verify --shard has run.",
      "Does what cannot be shared, too: random schedules, and making a violation small."
    },
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The file of each part.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description =
          "The driver's program again, if it is one: no program is run unless it is named.")
  private @Nullable String command;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Writes the result into this folder, as verify does.")
  private @Nullable String report;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML.")
  private @Nullable String junit;

  @Mixin private JsonOptions json = new JsonOptions();

  @Mixin private CiOptions builds = new CiOptions();

  @Override
  public Integer call() {
    Path first = Output.path("FILE", files.get(0));
    Map<String, String> options = Checkpoint.options(first);
    checkProgram(options.get("--exec"));
    List<String> args = new ArrayList<>(List.of("verify"));
    options.forEach(
        (option, value) -> {
          args.add(option);
          if (!value.isEmpty()) {
            Collections.addAll(args, value.split("\n", -1));
          }
        });
    if (report != null) {
      Collections.addAll(args, "--report", report);
    }
    if (junit != null) {
      Collections.addAll(args, "--junit", junit);
    }
    if (json.isGiven()) {
      args.add("--json");
    }
    args.addAll(builds.words());
    args.add("--merged");
    args.addAll(files);
    CommandLine main = Objects.requireNonNull(spec.commandLine().getParent());
    return main.execute(args.toArray(String[]::new));
  }

  /** A file that comes from elsewhere does not say what is run here. */
  private void checkProgram(@Nullable String recorded) {
    if (recorded != null && !recorded.equals(command)) {
      throw new BadInputException(
          "the parts are of a program, which merge runs once more: give --exec "
              + ShellWords.here(List.of(recorded)));
    }
    if (recorded == null && command != null) {
      throw new BadInputException("--exec: the parts are not of a program");
    }
  }
}
