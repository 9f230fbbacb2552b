package org.returntoidle.tla;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamVariant;

/** Reads the claims: each with its configuration, and its sets written out name by name. */
final class Claims {
  private static final ImmutableSet<String> FIELDS =
      ImmutableSet.of("name", "says", "specification", "claims", "expect", "withAll");
  private static final ImmutableSet<String> OF_BANDED =
      ImmutableSet.of("platform", "driver", "application", "bounds", "inTransit");
  private static final ImmutableSet<String> OF_STREAMS =
      ImmutableSet.of("driver", "application", "variant", "feeder", "items", "messages", "bounds");
  private static final ImmutableSet<String> BOUNDS =
      ImmutableSet.of("bands", "transfers", "cancels", "faults");
  private static final ImmutableSet<String> STREAM_BOUNDS =
      ImmutableSet.of("bands", "pages", "transfers", "cancels", "faults", "skips");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+) ==");

  private final Transfers transfers;
  private final Function<Protocol, List<Property>> rules;
  private final Supplier<ImmutableMap<String, Integer>> places;

  /**
   * A reader.
   *
   * @param files with the modules
   * @param rules the properties of a protocol that the rules ask for
   */
  Claims(TlaFiles files, Function<Protocol, List<Property>> rules) {
    this(files, Transfers.BANDED, rules);
  }

  /** A reader of claims about either protocol. */
  Claims(TlaFiles files, Transfers transfers, Function<Protocol, List<Property>> rules) {
    this.transfers = transfers;
    this.rules = rules;
    this.places = Suppliers.memoize(() -> places(files));
  }

  /**
   * The claims, in the order of the file.
   *
   * @param text of the file
   * @param figures of each
   * @throws TlaFilesException if it is no list of claims, or has two with the same name
   */
  ImmutableList<Claim> read(String text, Function<String, Figures> figures) {
    Set<String> names = new LinkedHashSet<>();
    ImmutableList.Builder<Claim> claims = ImmutableList.builder();
    for (JsonNode written : ClaimsFile.claims(transfers.claims(), text)) {
      Claim claim = claim(written, figures);
      if (!names.add(claim.name())) {
        throw wrong("there are two claims named " + claim.name());
      }
      claims.add(claim);
    }
    return claims.build();
  }

  private Claim claim(JsonNode written, Function<String, Figures> figures) {
    String name = written.path("name").asText();
    Subject<?> subject = transfers == Transfers.STREAMS ? streamed(written) : banded(written);
    String specification = written.path("specification").asText();
    ImmutableMap<String, ? extends Formula<?>> formulas =
        formulas(subject, subject.fairness(specification));
    Set<Formula<?>> claimed = new LinkedHashSet<>();
    for (String each : ClaimsFile.texts(written.path("claims"))) {
      claimed.addAll(formulas(name, each, formulas));
    }
    return new Claim(
        name,
        written.path("says").asText(),
        subject,
        specification,
        names(claimed.stream().filter(Formula::isInvariant)),
        names(claimed.stream().filter(formula -> !formula.isInvariant())),
        one(name, List.of("holds", "violated"), word -> word, written.path("expect"))
            .equals("holds"),
        Optional.of(written.path("withAll").asText()).filter(reason -> !reason.isEmpty()),
        figures.apply(name));
  }

  private ImmutableMap<String, ? extends Formula<?>> formulas(
      Subject<?> subject, ImmutableSet<? extends Component> fair) {
    return subject instanceof Banded banded
        ? Formulas.of(new Protocol(banded.configuration()), fair, rules)
        : subject.formulas(fair);
  }

  private Banded banded(JsonNode written) {
    String name = written.path("name").asText();
    known(name, Sets.union(FIELDS, OF_BANDED), written);
    Configuration configuration =
        new Configuration(
            one(name, Platform.banded(), Platform::label, written.path("platform")),
            one(name, List.of(DriverKind.values()), DriverKind::label, written.path("driver")),
            one(
                name,
                List.of(ApplicationKind.values()),
                ApplicationKind::label,
                written.path("application")),
            bounds(name, written.path("bounds")));
    InTransit inTransit = inTransit(name, written.path("inTransit"));
    if (inTransit != InTransit.TWO && !configuration.bounds().equals(Bounds.NONE)) {
      throw wrong(name + " says inTransit, which goes with no bounds");
    }
    return new Banded(configuration, inTransit);
  }

  private Streamed streamed(JsonNode written) {
    String name = written.path("name").asText();
    known(name, Sets.union(FIELDS, OF_STREAMS), written);
    JsonNode bounds = written.path("bounds");
    known(name, STREAM_BOUNDS, bounds);
    try {
      return new Streamed(
          new StreamConfiguration(
              one(name, StreamDriver.all(), StreamDriver::label, written.path("driver")),
              one(
                  name,
                  List.of(StreamApplication.values()),
                  StreamApplication::toString,
                  written.path("application")),
              new StreamBounds(
                  bound(bounds.path("bands")),
                  bound(bounds.path("pages")),
                  bound(bounds.path("transfers")),
                  bound(bounds.path("cancels")),
                  bound(bounds.path("faults")),
                  bound(bounds.path("skips"))),
              one(
                  name,
                  List.of(StreamVariant.values()),
                  StreamVariant::toString,
                  written.path("variant")),
              one(
                  name,
                  List.of(StreamFeeder.values()),
                  StreamFeeder::toString,
                  written.path("feeder")),
              one(
                  name,
                  List.of(StreamItems.values()),
                  StreamItems::toString,
                  written.path("items")),
              one(
                  name,
                  List.of(StreamMessages.values()),
                  StreamMessages::toString,
                  written.path("messages"))));
    } catch (IllegalArgumentException e) {
      throw wrong(name + ": " + e.getMessage());
    }
  }

  /** Those of a set stand in the order of the TLA+ modules, so that one finds them there. */
  private List<Formula<?>> formulas(
      String name, String claimed, Map<String, ? extends Formula<?>> formulas) {
    Optional<ClaimSet> set = ClaimSet.named(claimed);
    if (set.isEmpty()) {
      return List.of(
          Optional.ofNullable(formulas.get(claimed)).orElseThrow(() -> unknown(name, claimed)));
    }
    return formulas.values().stream()
        .filter(formula -> formula.set().equals(set))
        .sorted(
            Comparator.comparing(
                formula -> places.get().getOrDefault(formula.name(), Integer.MAX_VALUE)))
        .<Formula<?>>map(formula -> formula)
        .toList();
  }

  private ImmutableMap<String, Integer> places(TlaFiles files) {
    ImmutableMap.Builder<String, Integer> places = ImmutableMap.builder();
    int[] next = {0};
    for (String module : transfers.modules()) {
      DEFINITION
          .matcher(files.read(module + ".tla"))
          .results()
          .forEach(found -> places.put(found.group(1), next[0]++));
    }
    return places.buildKeepingLast();
  }

  private static ImmutableList<String> names(Stream<Formula<?>> formulas) {
    return formulas.map(Formula::name).collect(ImmutableList.toImmutableList());
  }

  private Bounds bounds(String name, JsonNode written) {
    known(name, BOUNDS, written);
    try {
      return new Bounds(
          bound(written.path("bands")),
          bound(written.path("transfers")),
          bound(written.path("cancels")),
          bound(written.path("faults")));
    } catch (IllegalArgumentException e) {
      throw wrong(name + ": " + e.getMessage());
    }
  }

  private InTransit inTransit(String name, JsonNode written) {
    return written.isMissingNode()
        ? InTransit.TWO
        : one(name, List.of(InTransit.values()), InTransit::toString, written);
  }

  private static OptionalInt bound(JsonNode number) {
    return number.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(number.asInt(-1));
  }

  private void known(String name, Set<String> fields, JsonNode written) {
    Set<String> there = ImmutableSet.copyOf(written.fieldNames());
    Sets.difference(there, fields).stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw wrong(name + " says " + field + ", which no claim says");
            });
  }

  private <T> T one(String name, List<T> values, Function<T, String> label, JsonNode written) {
    return values.stream()
        .filter(value -> label.apply(value).equals(written.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    String.format(
                        Locale.ROOT,
                        "%s says '%s', which is none of %s",
                        name,
                        written.asText(),
                        values.stream().map(label).collect(Collectors.joining(", ")))));
  }

  /** A claim of something that Java cannot check. */
  private TlaFilesException unknown(String name, String claimed) {
    return wrong(name + " claims " + claimed + ", which Java does not know");
  }

  private TlaFilesException wrong(String what) {
    return new TlaFilesException(transfers.claims() + ": " + what);
  }
}
