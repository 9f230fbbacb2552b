package org.returntoidle.spec.verify;

import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.CoverProperty;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamHazard;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamRules;
import org.returntoidle.model.stream.StreamSituation;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.Transfers;
import org.returntoidle.tla.TrueByConstruction;

/** What checks each rule; read off the checks themselves, so that it cannot be out of date. */
public final class RuleChecks {
  /** How a property is marked that no type-correct state can break. */
  public static final String TRUE_BY_CONSTRUCTION = "true by construction";

  /** What that means. */
  public static final String MEANING =
      "no type-correct state can break it; it guards the specification against change";

  private RuleChecks() {}

  /** Who checks. */
  public enum By {
    MACHINE("machine"),
    MODEL("model"),
    SITUATION("model reaches"),
    TLC("TLC"),
    STREAMS("model, streams"),
    STREAM_SITUATION("model reaches, streams"),
    STREAM_TLC("TLC, streams"),
    DRIVER("driver"),
    TRACE("trace");

    private final String label;

    By(String label) {
      this.label = label;
    }
  }

  /**
   * One check.
   *
   * @param by who
   * @param name what, in a few words
   * @param more what else is to be said of it, such as how often; may be empty
   */
  public record Check(By by, String name, String more) {
    /** Whether it is a property that {@link TrueByConstruction} names. */
    public boolean isTrueByConstruction() {
      return !OF_STREAMS.contains(by) && TrueByConstruction.names().contains(name);
    }

    @Override
    public String toString() {
      return by.label + ": " + what();
    }

    /** All of it, but not who. */
    public String what() {
      String all =
          Stream.of(more, isTrueByConstruction() ? TRUE_BY_CONSTRUCTION : "")
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("; "));
      return all.isEmpty() ? name : name + " (" + all + ")";
    }
  }

  /** The checks of {@code rule}; empty for a rule that is only noted. */
  public static ImmutableList<Check> of(Rule rule) {
    List<Check> checks = new ArrayList<>();
    long cells =
        TransferMachine.table().values().stream()
            .filter(cell -> cell.rules().contains(rule))
            .count();
    if (cells > 0) {
      checks.add(new Check(By.MACHINE, cells + " cell(s) of the transition table", ""));
    }
    PROPERTIES.get().stream()
        .filter(property -> property.rule() == rule)
        .forEach(property -> checks.add(new Check(By.MODEL, property.name(), "")));
    for (CoverProperty situation : CoverProperty.values()) {
      if (situation.rule() == rule) {
        checks.add(new Check(By.SITUATION, situation.description(), ""));
      }
    }
    for (Hazard hazard : Hazard.values()) {
      if (hazard.rule() == rule) {
        String says = hazard + " is reached, or gone, in each configuration";
        checks.add(new Check(By.MODEL, says, ""));
      }
    }
    checks.addAll(claimed(By.TLC, Transfers.BANDED, rule));
    checks.addAll(ofStreams(rule));
    if (Judge.RULES.contains(rule) || Judge.STREAM_RULES.contains(rule)) {
      checks.add(new Check(By.DRIVER, rule.name(), ""));
    }
    if (Refusal.RULES.contains(rule)) {
      checks.add(new Check(By.TRACE, rule.name(), ""));
    }
    return ImmutableList.copyOf(checks);
  }

  /** What the list of properties that are true by construction does not speak of. */
  private static final ImmutableSet<By> OF_STREAMS =
      Sets.immutableEnumSet(By.STREAMS, By.STREAM_SITUATION, By.STREAM_TLC);

  private static final Supplier<ImmutableList<Property>> PROPERTIES =
      Suppliers.memoize(() -> Properties.of(new Protocol(Configuration.DEFAULT)));

  /** The claims by property, in their order. */
  private static final LoadingCache<Transfers, ImmutableListMultimap<String, Claim>> TLC =
      CacheBuilder.newBuilder()
          .build(
              CacheLoader.from(
                  transfers -> {
                    ImmutableListMultimap.Builder<String, Claim> all =
                        ImmutableListMultimap.builder();
                    for (Claim claim : TlaFiles.JAR.claims(transfers)) {
                      claim.claimed().forEach(property -> all.put(property, claim));
                    }
                    return all.build();
                  }));

  private static final Supplier<ImmutableList<String>> STREAM_RULES =
      Suppliers.memoize(
          () ->
              StreamRules.of(
                      new StreamProtocol(
                          new StreamConfiguration(
                              new StreamDriver(DriverKind.INTERRUPTIBLE, true),
                              StreamApplication.BOTH,
                              StreamBounds.NONE)))
                  .stream()
                  .map(always -> always.name())
                  .collect(ImmutableList.toImmutableList()));

  private static List<Check> claimed(By by, Transfers transfers, Rule rule) {
    List<Check> checks = new ArrayList<>();
    TLC.getUnchecked(transfers)
        .asMap()
        .forEach(
            (property, claims) -> {
              if (ruleOf(property).contains(rule.name())) {
                checks.add(new Check(by, property, said(claims)));
              }
            });
    return checks;
  }

  /** The same of stream transfers. */
  private static List<Check> ofStreams(Rule rule) {
    List<Check> checks = new ArrayList<>();
    STREAM_RULES.get().stream()
        .filter(name -> ruleOf(name).contains(rule.name()))
        .forEach(name -> checks.add(new Check(By.STREAMS, name, "")));
    for (StreamSituation situation : StreamSituation.values()) {
      if (situation.rule() == rule) {
        checks.add(new Check(By.STREAM_SITUATION, situation.description(), ""));
      }
    }
    for (StreamHazard hazard : StreamHazard.values()) {
      if (hazard.rule() == rule) {
        String says = hazard + " is reached, or gone, in each configuration";
        checks.add(new Check(By.STREAMS, says, ""));
      }
    }
    checks.addAll(claimed(By.STREAM_TLC, Transfers.STREAMS, rule));
    return checks;
  }

  private static String said(Collection<Claim> claims) {
    Claim first = claims.iterator().next();
    String more = claims.size() == 1 ? "" : " and " + (claims.size() - 1) + " more";
    return first.name() + more + ", " + first.expect();
  }

  /**
   * {@code D5_NoCallbackAfterCause} speaks of D5, {@code NoH1} of H1, {@code Any_L3_L5} of L3 and
   * L5.
   */
  private static ImmutableSet<String> ruleOf(String property) {
    List<String> words =
        Splitter.on('_').splitToList(property.replaceFirst("^(No|Never_|Must_|)(?=[A-Z]\\d)", ""));
    List<String> ids = words.get(0).equals("Any") ? words : words.subList(0, 1);
    return Stream.of(Rule.values())
        .map(Rule::name)
        .filter(ids::contains)
        .collect(ImmutableSet.toImmutableSet());
  }
}
