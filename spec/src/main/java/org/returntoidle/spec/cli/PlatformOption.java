package org.returntoidle.spec.cli;

import java.util.Locale;
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

  /** Reads the option in lower or upper case. */
  static final class Converter implements ITypeConverter<Platform> {
    @Override
    public Platform convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "xp" -> Platform.XP;
        case "me" -> Platform.ME;
        default -> throw new TypeConversionException("'" + value + "' is not xp or me");
      };
    }
  }
}
