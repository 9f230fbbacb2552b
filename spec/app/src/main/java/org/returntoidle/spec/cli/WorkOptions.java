package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.search.Journal;
import org.returntoidle.spec.search.Shard;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Checkpoint;
import org.returntoidle.spec.verdict.Parts;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that say who does the work, and where what is done is kept. */
final class WorkOptions {
  private static final int MOST = 64;

  /** What has no say in what comes out, but in who does it, how long, and where it is told. */
  private static final ImmutableSet<String> ABOUT_THE_WORK =
      ImmutableSet.of(
          "--workers",
          "--checkpoint",
          "--shard",
          "--merged",
          "--within",
          "--require-complete",
          "--report",
          "--all-proofs",
          "--json",
          "--junit",
          "--sarif",
          "--annotations");

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "How many schedules are run at once, 1 to 64 (default: one for each core). What comes out"
              + " is the same.")
  private @Nullable Integer workers;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Keeps what is complete in this file; with the same options the run goes on from there.")
  private @Nullable String checkpoint;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Runs only the I-th of N equal parts, N up to 16, and keeps it in --checkpoint FILE; the"
              + " command merge makes one verdict of them.")
  private @Nullable String shard;

  @Option(names = "--merged", paramLabel = "FILE", arity = "1..*", hidden = true)
  private List<String> merged = new ArrayList<>();

  int workers() {
    if (workers == null) {
      return Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }
    if (workers < 1 || workers > MOST) {
      throw new BadInputException("--workers is " + workers + "; it must be from 1 to " + MOST);
    }
    return workers;
  }

  /** Which part of the work is done. */
  Shard shard() {
    String given = shard;
    if (given == null) {
      return Shard.ALL;
    }
    Shard part =
        Shard.parse(given)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--shard is "
                            + Shown.name(given)
                            + "; it must be I/N, such as 2/4, with N up to "
                            + Shard.MOST));
    if (checkpoint == null) {
      throw new BadInputException("--shard needs --checkpoint FILE, which keeps what comes out");
    }
    return part;
  }

  /**
   * What is known of each search of a run.
   *
   * @param journals by name
   * @param end notes that the run came to its end
   * @param release gives the files back
   */
  record Known(Function<String, Journal> journals, Runnable end, Runnable release)
      implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Opens what the options name.
   *
   * @param digest of the driver; every byte of it is read, so only asked where a file is named
   */
  Known open(String version, Supplier<String> digest, ParseResult parsed) {
    if (merged.isEmpty() && checkpoint == null) {
      return new Known(name -> Journal.NONE, () -> {}, () -> {});
    }
    Checkpoint.Run run = new Checkpoint.Run(version, digest.get(), options(parsed), shard());
    if (!merged.isEmpty()) {
      ImmutableList<Path> files =
          merged.stream()
              .map(file -> Output.path("FILE", file))
              .collect(ImmutableList.toImmutableList());
      Parts parts = Parts.open(files, run);
      return new Known(parts::journal, () -> {}, parts::close);
    }
    Path file = Output.path("--checkpoint", Objects.requireNonNull(checkpoint));
    Checkpoint opened = Checkpoint.open(Output.file("--checkpoint", file), run);
    return new Known(opened::journal, opened::end, opened::close);
  }

  /** The options that were given and have a say in what comes out; one without a value is empty. */
  private static Map<String, String> options(ParseResult parsed) {
    Map<String, String> options = new TreeMap<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!ABOUT_THE_WORK.contains(option.longestName())) {
        boolean isFlag = option.typeInfo().isBoolean();
        options.put(
            option.longestName(), isFlag ? "" : String.join("\n", option.originalStringValues()));
      }
    }
    return options;
  }
}
