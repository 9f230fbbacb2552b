package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
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

  @Option(
      names = "--me",
      paramLabel = "error|false|any",
      description = {
        "With --platform me, how A7's note is read: a cancel",
        "is an error (default), S_FALSE, or either."
      })
  private @Nullable String reading;

  /**
   * The platform, as it is to be read.
   *
   * @throws BadInputException if a reading is given that it does not have
   */
  Platform platform() {
    return reading == null ? platform : read(platform, reading);
  }

  /**
   * {@code platform} in another reading.
   *
   * @param reading its word
   * @throws BadInputException if it has no such reading
   */
  static Platform read(Platform platform, String reading) {
    ImmutableMap<String, Platform> readings = platform.readings();
    if (readings.isEmpty()) {
      throw new BadInputException("--me says how Windows Me is read: it goes with --platform me");
    }
    return Optional.ofNullable(readings.get(reading))
        .orElseThrow(
            () ->
                new BadInputException(
                    "--me: '"
                        + Shown.name(reading)
                        + "' is not "
                        + String.join(" or ", readings.keySet())));
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
