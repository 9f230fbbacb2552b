package org.returntoidle.spec.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import org.returntoidle.model.Platform;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says which Windows version is played. */
final class PlatformOption {
  @Option(
      names = "--platform",
      paramLabel = "xp|me",
      defaultValue = "xp",
      converter = Converter.class,
      description = "The Windows version: ${DEFAULT-VALUE} (default) or me.")
  private Platform platform = Platform.XP;

  Platform platform() {
    return platform;
  }

  /** The labels of all, the newest first, as they are typed. */
  private static String labels() {
    return Platform.values().reverse().stream()
        .map(platform -> platform.label().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  /** Reads the option in lower or upper case. */
  static final class Converter implements ITypeConverter<Platform> {
    @Override
    public Platform convert(String value) {
      return Platform.withLabel(value)
          .orElseThrow(() -> new TypeConversionException("'" + value + "' is not " + labels()));
    }
  }
}
