package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.verify.BadInputException;
import org.returntoidle.spec.verify.Progress;
import org.returntoidle.spec.verify.Verifier;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Tlc;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prove}: TLC on the manifest. */
@Command(
    name = "prove",
    description = {
      "Runs TLC on the claims of the manifest, by default on those that prove the protocol,",
      "with the default bounds and without any.",
      "An expected failure passes only if TLC finds the expected counterexample."
    },
    mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--config", paramLabel = "NAME", description = "Only this claim.")
  private @Nullable String config;

  @Option(names = "--all", description = "All claims, hazards and expected failures included.")
  private boolean all;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Tlc tlc = new Tlc(1);
    List<Callable<Claim.Checked>> jobs = new ArrayList<>();
    for (Claim claim : claims()) {
      jobs.add(() -> claim.check(tlc));
    }
    ImmutableList<Claim.Checked> results;
    try (Progress.Bar bar = TerminalProgress.create().start("TLC", jobs.size())) {
      results = Verifier.inParallel(jobs, bar);
    }
    boolean asExpected = results.stream().allMatch(result -> result.difference().isEmpty());
    if (json) {
      out().println(document(results, asExpected).toPrettyString());
    } else {
      results.forEach(this::print);
    }
    return asExpected ? ExitCode.HOLDS : ExitCode.FAILED;
  }

  private ImmutableList<Claim> claims() {
    if (config == null) {
      return all ? Claim.manifest() : Claim.proofs();
    }
    if (all) {
      throw new BadInputException("--config and --all exclude each other");
    }
    ImmutableList<Claim> found =
        Claim.manifest().stream()
            .filter(claim -> claim.name().equals(config))
            .collect(ImmutableList.toImmutableList());
    if (found.isEmpty()) {
      throw new BadInputException(
          "--config: unknown claim '%s'; there are %s"
              .formatted(
                  config,
                  Claim.manifest().stream().map(Claim::name).collect(Collectors.joining(", "))));
    }
    return found;
  }

  private void print(Claim.Checked checked) {
    Claim claim = checked.claim();
    out()
        .printf(
            "%-34s %-9s %-10s %,7d states %5.1f s   %s%n",
            claim.name(),
            checked.tlc().outcome().name().toLowerCase(Locale.ROOT),
            checked.difference().isEmpty() ? "expected" : "NOT EXPECTED",
            checked.tlc().distinctStates(),
            checked.tlc().milliseconds() / 1000.0,
            claim.says());
    checked.difference().ifPresent(difference -> out().println("    " + difference));
    if (!checked.tlc().counterexample().isEmpty()) {
      out().println("    " + String.join(", ", checked.tlc().counterexample()));
      checked.tlc().loop().ifPresent(loop -> out().println("    then " + loop));
    }
  }

  private static ObjectNode document(List<Claim.Checked> results, boolean asExpected) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", asExpected ? "holds" : "violated");
    ArrayNode claims = root.putArray("claims");
    for (Claim.Checked checked : results) {
      ObjectNode node = claims.addObject();
      node.put("name", checked.claim().name());
      node.put("says", checked.claim().says());
      node.put("expected", checked.claim().expect());
      node.put("asExpected", checked.difference().isEmpty());
      node.put("difference", checked.difference().orElse(null));
      node.put("distinctStates", checked.tlc().distinctStates());
      node.put("milliseconds", checked.tlc().milliseconds());
      ArrayNode properties = node.putArray("properties");
      checked.claim().properties().forEach(properties::add);
      ArrayNode fairness = node.putArray("fairness");
      checked.claim().fairness().forEach(fairness::add);
      ArrayNode steps = node.putArray("counterexample");
      checked.tlc().counterexample().forEach(steps::add);
      node.put("loop", checked.tlc().loop().orElse(null));
    }
    return root;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
