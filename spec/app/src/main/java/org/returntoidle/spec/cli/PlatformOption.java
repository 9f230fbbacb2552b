package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Subject;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says which Windows version is played. */
final class PlatformOption {
  @Option(
      names = "--platform",
      paramLabel = "vista|xp|me",
      converter = Converter.class,
      description =
          "The Windows version: xp (default) or me; vista, and all later ones, for stream drivers.")
  private @Nullable Platform platform;

  @Option(
      names = "--me",
      paramLabel = "error|false|any",
      description = {
        "With --platform me, how A7's note is read: a cancel",
        "is an error (default), S_FALSE, or either."
      })
  private @Nullable String reading;

  /**
   * The platform, as it is to be read; Windows XP if nothing is said.
   *
   * @throws BadInputException if a reading is given that it does not have
   */
  Platform platform() {
    return asRead(platform == null ? Platform.XP : platform);
  }

  /**
   * The same where the protocol is that of banded transfers.
   *
   * @throws BadInputException if it is not, too
   */
  Platform banded() {
    Platform chosen = platform();
    if (chosen.streams()) {
      throw new BadInputException(
          "--platform: 'vista' is not "
              + labels(Platform.banded())
              + "; the stream protocol is proved by: prove --platform vista");
    }
    return chosen;
  }

  /** Whether stream transfers are asked for. */
  boolean streams() {
    return platform != null && platform.streams();
  }

  /**
   * The platform of a driver; what it can do decides, if nothing is said.
   *
   * @throws BadInputException if a platform is given on which it cannot be played, or if it can do
   *     both and none is given
   */
  Platform platformOf(Subject subject) {
    String name = Shown.name(subject.name(), Shown.NAME / 2);
    boolean banded = subject.factory().banded();
    boolean streams = subject.factory().streams();
    if (platform == null && banded && streams) {
      throw new BadInputException(
          name + " can do both: say with --platform which is meant, " + labels(Platform.all()));
    }
    Platform chosen = asRead(platform == null && streams ? Platform.VISTA : platform());
    if (chosen.streams() && !streams) {
      throw new BadInputException(
          "--platform vista needs a stream driver (StreamMiniDriver, or the capability Streams); "
              + name
              + " is none");
    }
    if (!chosen.streams() && !banded) {
      throw new BadInputException(
          "--platform "
              + chosen.label().toLowerCase(Locale.ROOT)
              + " needs a banded driver (MiniDriver); "
              + name
              + " is a stream driver, which goes with --platform vista");
    }
    return chosen;
  }

  /** The option again, as words; empty if it is not given. */
  List<String> words() {
    boolean given = platform != null || reading != null;
    return given ? List.of("--platform", platform().label()) : List.of();
  }

  private Platform asRead(Platform chosen) {
    return reading == null ? chosen : read(chosen, reading);
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

  /** Their labels, the newest first, as they are typed. */
  private static String labels(ImmutableList<Platform> platforms) {
    return platforms.reverse().stream()
        .map(platform -> platform.label().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  /** Reads the option in lower or upper case. */
  static final class Converter implements ITypeConverter<Platform> {
    @Override
    public Platform convert(String value) {
      return Platform.withLabel(value)
          .orElseThrow(
              () ->
                  new TypeConversionException("'" + value + "' is not " + labels(Platform.all())));
    }
  }
}
