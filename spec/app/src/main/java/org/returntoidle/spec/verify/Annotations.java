package org.returntoidle.spec.verify;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart;

/** What is wrong as workflow commands, which GitHub shows beside the changed lines. */
public final class Annotations {
  /** A line break would end the command. */
  private static final Escaper MESSAGE =
      Escapers.builder()
          .addEscape('%', "%25")
          .addEscape('\r', "%0D")
          .addEscape('\n', "%0A")
          .build();

  /** In a property colons and commas have a meaning as well. */
  private static final Escaper PROPERTY =
      Escapers.builder()
          .addEscape('%', "%25")
          .addEscape('\r', "%0D")
          .addEscape('\n', "%0A")
          .addEscape(':', "%3A")
          .addEscape(',', "%2C")
          .build();

  private Annotations() {}

  /**
   * A line for each rule that is broken, and for what else is wrong; empty if nothing is.
   *
   * @param place where in the driver's source the violation shows, if that is known
   */
  public static String github(Verification verification, Optional<SourcePlace> place) {
    String driver = verification.driver().map(DriverPart::name).orElse("");
    Stream<String> broken =
        BrokenRule.of(verification).stream().map(one -> line(one, driver, place));
    Stream<String> others =
        SarifReport.problems(verification).entrySet().stream()
            .map(one -> command(one.getValue(), Optional.empty(), "return-to-idle", one.getKey()));
    return Stream.concat(broken, others).map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String line(BrokenRule broken, String driver, Optional<SourcePlace> place) {
    String title = broken.rule() + ": " + driver;
    StringBuilder message = new StringBuilder();
    message.append(broken.rule().sentence()).append('\n').append(broken.says());
    if (!broken.schedule().isEmpty()) {
      message.append("\nschedule: ").append(String.join("; ", broken.schedule()));
    }
    broken.replay().ifPresent(file -> message.append("\nreplay: ").append(file));
    return command(broken.accepted() ? "notice" : "error", place, title, message.toString());
  }

  private static String command(
      String level, Optional<SourcePlace> place, String title, String message) {
    String where =
        place
            .map(
                known ->
                    "file="
                        + PROPERTY.escape(Shown.escaped(known.file()))
                        + known.line().map(line -> ",line=" + line).orElse("")
                        + ",")
            .orElse("");
    return "::"
        + level
        + " "
        + where
        + "title="
        + PROPERTY.escape(Shown.escaped(title))
        + "::"
        + MESSAGE.escape(Shown.escaped(message));
  }
}
