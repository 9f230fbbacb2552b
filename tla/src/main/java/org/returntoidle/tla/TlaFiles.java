package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;

/** The TLA+ modules and TLC configurations, as they lie beside this class. */
final class TlaFiles {
  static final String ROOT_MODULE = "MCCancelProtocol";
  static final ImmutableList<String> MODULES =
      ImmutableList.of("TransferMachine", "CancelProtocol", "CancelRules", ROOT_MODULE);

  private TlaFiles() {}

  static String read(String name) {
    try {
      return Resources.toString(
          Resources.getResource(TlaFiles.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String configurationFile(String name) {
    return read("cfg/" + name + ".cfg");
  }

  static void writeModules(Path folder) throws IOException {
    for (String module : MODULES) {
      Files.writeString(folder.resolve(module + ".tla"), read(module + ".tla"));
    }
  }

  /** {@code cfg} with the constants of {@code configuration} in place of its own. */
  static String withConstants(String cfg, Configuration configuration) {
    Bounds bounds = configuration.bounds();
    String text = cfg;
    text = constant(text, "Platform", '"' + configuration.platform().label() + '"');
    text = constant(text, "Driver", '"' + configuration.driver().label() + '"');
    text = constant(text, "Application", '"' + configuration.application().label() + '"');
    text = bound(text, "Bands", bounds.bands());
    text = bound(text, "Transfers", bounds.transfers());
    text = bound(text, "Cancels", bounds.cancels());
    text = bound(text, "Faults", bounds.faults());
    return constant(text, "InTransit", Integer.toString(Bounds.IN_TRANSIT));
  }

  /** The configuration that the constants of {@code cfg} say. */
  static Configuration configurationOf(String cfg) {
    return new Configuration(
        labelled(Platform.values(), cfg, "Platform"),
        labelled(DriverKind.values(), cfg, "Driver"),
        labelled(ApplicationKind.values(), cfg, "Application"),
        new Bounds(
            boundOf(cfg, "Bands"),
            boundOf(cfg, "Transfers"),
            boundOf(cfg, "Cancels"),
            boundOf(cfg, "Faults")));
  }

  private static <T> T labelled(T[] values, String cfg, String name) {
    String label = valueOf(cfg, name);
    return Arrays.stream(values)
        .filter(value -> label.equals("= \"" + value + '"'))
        .findFirst()
        .orElseThrow(() -> new TlcException("the constant " + name + " is " + label));
  }

  private static OptionalInt boundOf(String cfg, String name) {
    String value = valueOf(cfg, name);
    return value.equals("<- NoBound")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(value.substring(2)));
  }

  private static String valueOf(String cfg, String name) {
    Matcher line = Pattern.compile("(?m)^  " + name + " (.*)$").matcher(cfg);
    if (!line.find()) {
      throw new TlcException("the TLC configuration has no line for the constant " + name);
    }
    return line.group(1);
  }

  private static String bound(String cfg, String name, OptionalInt bound) {
    Pattern line = Pattern.compile("(?m)^  " + name + " .*$");
    return bound.isPresent()
        ? constant(cfg, name, Integer.toString(bound.getAsInt()))
        : line.matcher(cfg).replaceFirst("  " + name + " <- NoBound");
  }

  private static String constant(String cfg, String name, String value) {
    Matcher line = Pattern.compile("(?m)^  " + name + " .*$").matcher(cfg);
    if (!line.find()) {
      throw new TlcException("the TLC configuration has no line for the constant " + name);
    }
    return line.replaceFirst(Matcher.quoteReplacement("  " + name + " = " + value));
  }
}
