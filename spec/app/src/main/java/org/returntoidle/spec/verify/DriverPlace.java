package org.returntoidle.spec.verify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.InsidePart;

/** Where in its driver's source a violation shows. */
public final class DriverPlace {
  /** How a line of a trace ends that tells from where in the driver its call came. */
  private static final Pattern LINE = Pattern.compile("(?m) (\\S+\\.\\w+):(\\d+)$");

  private static final Pattern CLASS = Pattern.compile("(?U)\\w+(\\.\\w+)+(\\$.*)?");

  private DriverPlace() {}

  /**
   * The place of the violation: the line of the last call before it, if lines are known, else the
   * file of the driver's class. Nothing is guessed: where the source is not found, nothing is said.
   */
  public static Optional<Place> of(Verification verification, Path root) {
    Optional<String> driver =
        verification.driver().map(part -> part.name()).filter(CLASS.asMatchPredicate());
    SourceTree tree = new SourceTree(root);
    return line(verification)
        .map(
            last -> {
              String name = last.group(1);
              String file = driver.flatMap(type -> tree.file(type, name)).orElse(name);
              return new Place(file, Optional.of(Integer.valueOf(last.group(2))));
            })
        .or(() -> driver.flatMap(type -> whole(tree, type)));
  }

  private static Optional<MatchResult> line(Verification verification) {
    return verification
        .inside()
        .flatMap(InsidePart::violated)
        .flatMap(Explored::violation)
        .flatMap(found -> LINE.matcher(found.trace()).results().reduce((before, last) -> last));
  }

  private static Optional<Place> whole(SourceTree tree, String type) {
    String outermost = type.replaceFirst("\\$.*", "");
    String name = outermost.substring(outermost.lastIndexOf('.') + 1);
    return tree.file(type, name + ".java")
        .or(() -> tree.file(type, name + ".kt"))
        .map(file -> new Place(file, Optional.empty()));
  }
}
