package org.returntoidle.tla.sweep;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.tla.TlaFiles;

/** The specification with operators that are written from the rows of a protocol. */
public final class Written {
  private static final String MODULE = "CancelProtocol.tla";

  private Written() {}

  /**
   * Writes all modules into {@code folder}: as they are, but for the actions of {@code changed}
   * that differ from those of {@code protocol}, and where it begins.
   */
  public static void changed(Protocol protocol, Protocol changed, Path folder) throws IOException {
    ImmutableMap<String, String> modules = TlaFiles.JAR.texts(List.of());
    String text = Objects.requireNonNull(modules.get(MODULE));
    for (Action action : Action.BANDED) {
      Row<ProtocolState> row = changed.rows().get(action);
      if (!Objects.equals(protocol.rows().get(action), row)) {
        text = replaced(text, action.label(), row == null ? "  FALSE" : text(row));
      }
    }
    if (!protocol.initial().equals(changed.initial())) {
      text = replaced(text, "Init", initial(changed.initial().get(0)));
    }
    for (var module : modules.entrySet()) {
      Files.writeString(
          folder.resolve(module.getKey()),
          module.getKey().equals(MODULE) ? text : module.getValue());
    }
  }

  /** Everything of one protocol written from its rows. */
  static void all(Protocol protocol, Path folder) throws IOException {
    changed(protocol.withRows(ImmutableMap.of()), protocol, folder);
  }

  /** The definition, up to the next empty line or comment, is another one. */
  private static String replaced(String module, String operator, String body) {
    Matcher definition =
        Pattern.compile(
                "(?m)^" + operator + " ==[^\n]*\n(?:(?![(\\-\n]|\\w+(?:\\(\\w+\\))? ==).*\n)*")
            .matcher(module);
    if (!definition.find()) {
      throw new IllegalStateException("no operator " + operator);
    }
    return definition.replaceFirst(Matcher.quoteReplacement(operator + " ==\n" + body + "\n"));
  }

  /** As an action. */
  static String text(Row<ProtocolState> row) {
    String unchanged =
        Vocabulary.VARIABLES.all().stream()
            .filter(variable -> row.effect().after(variable).equals(variable))
            .map(Variable::name)
            .collect(Collectors.joining(", "));
    return Stream.concat(
            Stream.concat(row.guard().stream(), row.effect().conjuncts()),
            Stream.of("UNCHANGED <<" + unchanged + ">>"))
        .map(part -> "  /\\ " + part)
        .collect(Collectors.joining("\n"));
  }

  private static String initial(ProtocolState state) {
    return Vocabulary.VARIABLES.all().stream()
        .map(variable -> "  /\\ " + Term.is(variable, variable.value(state)))
        .collect(Collectors.joining("\n"));
  }
}
