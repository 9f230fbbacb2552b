package org.returntoidle.spec.verify;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.verdict.DriverPart;

/** Where in its driver's source a violation shows. */
public final class DriverPlace {
  /** How a line of a trace ends that tells from where in the driver its call came. */
  private static final Pattern LINE = Pattern.compile("(?m) (\\S+\\.\\w+):(\\d+)$");

  private static final Pattern CLASS = Pattern.compile("(?U)\\w+(\\.\\w+)+(\\$.*)?");

  private DriverPlace() {}

  /**
   * The place of the violation: the line of the last call up to it, if lines are known, else the
   * file of the driver's class. Nothing is guessed: where the source is not found, nothing is said.
   */
  public static Optional<SourcePlace> of(Verification verification, Path root) {
    Optional<String> driver =
        verification.driver().map(part -> part.name()).filter(CLASS.asMatchPredicate());
    SourceTree tree = new SourceTree(root);
    return call(verification)
        .map(place -> of(place, tree, root))
        .or(() -> between(verification, driver, tree))
        .or(() -> driver.flatMap(type -> whole(tree, type)));
  }

  /** The last call of the driver in its counterexample. */
  private static Optional<Place> call(Verification verification) {
    return verification
        .driver()
        .flatMap(DriverPart::counterexample)
        .flatMap(
            found ->
                found.places().entrySet().stream()
                    .max(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue));
  }

  /** A class knows its package; a program says its file as its compiler was given it. */
  private static SourcePlace of(Place place, SourceTree tree, Path root) {
    String file =
        place.type().isEmpty()
            ? fromHere(place.file(), root)
            : tree.file(place.type(), place.file()).orElse(place.file());
    return new SourcePlace(file, Optional.of(place.line()));
  }

  private static String fromHere(String file, Path root) {
    try {
      Path absolute = root.toAbsolutePath().normalize().resolve(file).normalize();
      return (absolute.startsWith(root.toAbsolutePath().normalize())
              ? root.toAbsolutePath().normalize().relativize(absolute).toString()
              : file)
          .replace('\\', '/');
    } catch (InvalidPathException e) {
      return file;
    }
  }

  private static Optional<SourcePlace> between(
      Verification verification, Optional<String> driver, SourceTree tree) {
    return line(verification)
        .map(
            last -> {
              String name = last.group(1);
              String file = driver.flatMap(type -> tree.file(type, name)).orElse(name);
              return new SourcePlace(file, Optional.of(Integer.valueOf(last.group(2))));
            });
  }

  private static Optional<MatchResult> line(Verification verification) {
    return verification
        .inside()
        .flatMap(InsidePart::violated)
        .flatMap(Explored::violation)
        .flatMap(found -> LINE.matcher(found.trace()).results().reduce((before, last) -> last));
  }

  private static Optional<SourcePlace> whole(SourceTree tree, String type) {
    String outermost = type.replaceFirst("\\$.*", "");
    String name = outermost.substring(outermost.lastIndexOf('.') + 1);
    return tree.file(type, name + ".java")
        .or(() -> tree.file(type, name + ".kt"))
        .map(file -> new SourcePlace(file, Optional.empty()));
  }
}
