package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.tla.engine.Modules;

/**
 * The TLA+ modules, the claims and their figures: as they lie in the jar, or in a folder.
 *
 * @param folder where they lie; empty for the jar
 */
public record TlaFiles(Optional<Path> folder) {
  /** Those that this program was built with. */
  public static final TlaFiles JAR = new TlaFiles(Optional.empty());

  static final String ROOT_MODULE = "MCCancelProtocol";
  static final ImmutableList<String> MODULES = Transfers.BANDED.modules();

  /**
   * The text of a file, with line feeds.
   *
   * @throws TlaFilesException if it is missing or cannot be read
   */
  String read(String name) {
    try {
      if (folder.isPresent()) {
        Path file = folder.get().resolve(name);
        if (!Files.isRegularFile(file)) {
          throw new TlaFilesException("there is no file " + file);
        }
        String text = Files.readString(file).replace("\r\n", "\n");
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
      return Resources.toString(
          Resources.getResource(TlaFiles.class, name), StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new TlaFilesException(name + " is not a text in UTF-8");
    } catch (IOException e) {
      throw new TlaFilesException("cannot read " + name + "; is that permitted?");
    } catch (IllegalArgumentException e) {
      throw new TlaFilesException("there is no file " + name + " in the jar");
    }
  }

  /**
   * Every claim with its figures, in the order of {@code claims.json}.
   *
   * @throws TlaFilesException if a file is missing or damaged, or the two do not belong together
   */
  public ImmutableList<Claim> claims() {
    return claims(Properties::of);
  }

  /** The same of the claims about either protocol, in the order of its file. */
  public ImmutableList<Claim> claims(Transfers transfers) {
    return claims(transfers, Properties::of);
  }

  /** The same, where the rules ask for other properties. */
  ImmutableList<Claim> claims(Function<Protocol, List<Property>> rules) {
    return claims(Transfers.BANDED, rules);
  }

  private ImmutableList<Claim> claims(
      Transfers transfers, Function<Protocol, List<Property>> rules) {
    String text = read(transfers.claims());
    String file = transfers.figures();
    Claims reader = new Claims(this, transfers, rules);
    if (isUnmeasured(transfers)) {
      return reader.read(text, name -> Figures.UNKNOWN);
    }
    ImmutableMap<String, Figures> figures = Figures.parse(file, read(file));
    ImmutableList<Claim> claims =
        reader.read(
            text,
            name ->
                Optional.ofNullable(figures.get(name))
                    .orElseThrow(() -> new TlaFilesException(file + " has no line " + name)));
    Set<String> names = claims.stream().map(Claim::name).collect(Collectors.toSet());
    Sets.difference(figures.keySet(), names).stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new TlaFilesException(file + " has a line for no claim: " + name);
            });
    return claims;
  }

  /** Whether nobody says what TLC must count, as of modules that somebody is changing. */
  private boolean isUnmeasured(Transfers transfers) {
    return folder.filter(place -> Files.notExists(place.resolve(transfers.figures()))).isPresent();
  }

  /**
   * What TLC needs to be run by hand, and what {@code prove --modules} reads: the text of each file
   * by its name. What TLC must count is left out: of modules that are changed it says nothing.
   *
   * @param claims whose configuration files are wanted
   * @throws TlaFilesException if a file is missing
   */
  public ImmutableMap<String, String> texts(List<Claim> claims) {
    return texts(Transfers.BANDED, claims);
  }

  /** The same of either protocol. */
  public ImmutableMap<String, String> texts(Transfers transfers, List<Claim> claims) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    transfers.modules().forEach(module -> texts.put(module + ".tla", read(module + ".tla")));
    texts.put(transfers.claims(), read(transfers.claims()));
    claims.forEach(claim -> texts.put("cfg/" + claim.name() + ".cfg", explained(claim)));
    return texts.buildOrThrow();
  }

  private static String explained(Claim claim) {
    return String.format(
        Locale.ROOT,
        "\\* %s.\n\\* It must be so: %s. To run TLC, where the modules are:\n\\* %s\n%s",
        claim.says(),
        claim.expect(),
        command(claim),
        claim.cfg());
  }

  /** How to run TLC by hand, in a folder with the {@link #texts}. */
  public static String command(Claim claim) {
    return String.format(
        Locale.ROOT,
        "java -cp tla2tools.jar tlc2.TLC -config cfg/%s.cfg %s",
        claim.name(),
        claim.subject().root());
  }

  /**
   * What TLC is run on.
   *
   * @throws TlaFilesException if a module is missing
   */
  Modules modules() {
    return new Modules(ROOT_MODULE, Maps.toMap(MODULES, module -> read(module + ".tla")));
  }

  /**
   * The same for the stream protocol.
   *
   * @throws TlaFilesException if a module is missing
   */
  Modules streamModules() {
    ImmutableList<String> names = Transfers.STREAMS.modules();
    return new Modules(
        names.get(names.size() - 1), Maps.toMap(names, module -> read(module + ".tla")));
  }

  /** The lines of a TLC configuration that say which stream protocol it is about. */
  static ImmutableList<String> constants(StreamConfiguration configuration) {
    StreamBounds bounds = configuration.bounds();
    return ImmutableList.of(
        "CONSTANTS",
        "  Platform = \"Vista\"",
        "  Driver = \"" + configuration.driver() + '"',
        "  Application = \"" + configuration.application() + '"',
        "  Variant = \"" + configuration.variant() + '"',
        "  Feeder = \"" + configuration.feeder() + '"',
        "  Items = \"" + configuration.items() + '"',
        "  Messages = \"" + configuration.messages() + '"',
        bound("Bands", bounds.bands()),
        bound("Pages", bounds.pages()),
        bound("Transfers", bounds.transfers()),
        bound("Cancels", bounds.cancels()),
        bound("Faults", bounds.faults()),
        bound("Skips", bounds.skips()),
        "  InTransit = " + StreamBounds.IN_TRANSIT);
  }

  /** The lines of a TLC configuration that say which protocol it is about. */
  static ImmutableList<String> constants(Configuration configuration, InTransit inTransit) {
    Bounds bounds = configuration.bounds();
    return ImmutableList.<String>builder()
        .add(
            "CONSTANTS",
            "  Platform = \"" + configuration.platform().sameProtocol().label() + '"',
            "  Driver = \"" + configuration.driver().label() + '"',
            "  Application = \"" + configuration.application().label() + '"',
            bound("Bands", bounds.bands()),
            bound("Transfers", bounds.transfers()),
            bound("Cancels", bounds.cancels()),
            bound("Faults", bounds.faults()))
        .addAll(inTransit.constants())
        .build();
  }

  private static String bound(String name, OptionalInt bound) {
    return "  " + name + (bound.isPresent() ? " = " + bound.getAsInt() : " <- NoBound");
  }

  /** A TLC configuration that only walks: without any claim. */
  static String walk(Configuration configuration, String specification) {
    return walk(configuration, InTransit.TWO, specification);
  }

  /** The same for another number of {@code CANCEL_IO} under way. */
  static String walk(Configuration configuration, InTransit inTransit, String specification) {
    return walk(constants(configuration, inTransit), specification);
  }

  /** The same of the protocol with these constants. */
  static String walk(ImmutableList<String> constants, String specification) {
    return String.join("\n", constants)
        + "\nCHECK_DEADLOCK FALSE\nSPECIFICATION "
        + specification
        + "\n";
  }
}
