package org.returntoidle.tla.smt;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/**
 * Terms as SMT-LIB, under the names that they have in TLA+. A variable is a constant, and what it
 * is after a step another one, with a prime. A parameter is a constant, whatever it is in the
 * configuration at hand; any other name is defined. All words are of one sort, as in TLA+.
 */
final class SmtText<S> {
  private final ImmutableMap<String, Object> parameters;
  private final S sample;
  private final Set<String> words = new TreeSet<>();
  private final Map<String, String> constants = new LinkedHashMap<>();
  private final Map<String, String> definitions = new LinkedHashMap<>();

  /**
   * Writes terms of one protocol.
   *
   * @param parameters the names that stand for any value, each with one of its values
   * @param sample some state: it tells what is a number, what is a word
   */
  SmtText(Map<String, Object> parameters, S sample) {
    this.parameters = ImmutableMap.copyOf(parameters);
    this.sample = sample;
  }

  /** What {@code term} is before a step. */
  String before(Term<S> term) {
    return text(term, "");
  }

  /** What {@code term} is after a step. */
  String after(Term<S> term) {
    return text(term, "'");
  }

  /** Gives {@code formula} a name. */
  String define(String name, String formula) {
    return define(symbol(name), "Bool", formula);
  }

  /** It can happen; this has a name. */
  String canHappen(String name, Row<S> row) {
    return define(name + " can happen", can(row));
  }

  /** It happens: {@code variables} become what they become. This has a name, too. */
  String happens(String name, Row<S> row, List<Variable<S>> variables) {
    return define(name + " happens", step(row, variables));
  }

  /** It happens, as far as {@code variables} show. */
  String step(Row<S> row, List<Variable<S>> variables) {
    Stream<String> effect =
        variables.stream().map(v -> equal(after(v), before(row.effect().after(v))));
    return all(Stream.concat(Stream.of(can(row)), effect).toList());
  }

  private String can(Row<S> row) {
    return all(row.guard().stream().map(this::before).toList());
  }

  /** Everything that has been mentioned so far, declared and defined. */
  String declarations() {
    Stream<String> sort =
        Stream.of("(declare-datatypes ((Word 0)) ((" + listed("(", words, ")") + ")))");
    return Stream.of(
            words.isEmpty() ? Stream.<String>of() : sort,
            constants.entrySet().stream()
                .map(each -> list("declare-const", each.getKey(), each.getValue())),
            definitions.entrySet().stream()
                .map(each -> list("define-fun", each.getKey(), each.getValue())))
        .flatMap(lines -> lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String listed(String before, Collection<String> names, String after) {
    return names.stream().map(name -> before + name + after).collect(Collectors.joining(" "));
  }

  private String text(Term<S> term, String prime) {
    if (term instanceof Term.Constant<S> constant) {
      return value(constant.constant());
    }
    if (term instanceof Variable<S> variable) {
      return constant(variable.name() + prime, variable.value(sample));
    }
    if (term instanceof Term.Named<S> named) {
      Object parameter = parameters.get(named.name());
      return parameter == null ? defined(named, prime) : constant(named.name(), parameter);
    }
    if (term instanceof Term.Equal<S> equal) {
      return equal(text(equal.left(), prime), text(equal.right(), prime));
    }
    if (term instanceof Term.Less<S> less) {
      return less(text(less.left(), prime), text(less.right(), prime));
    }
    if (term instanceof Term.Sum<S> sum) {
      return list("+", text(sum.left(), prime), text(sum.right(), prime));
    }
    if (term instanceof Term.Times<S> times) {
      return list("*", value(times.factor()), text(times.term(), prime));
    }
    if (term instanceof Term.Not<S> not) {
      return not(text(not.term(), prime));
    }
    if (term instanceof Term.And<S> and) {
      return all(and.parts().stream().map(part -> text(part, prime)).toList());
    }
    if (term instanceof Term.Or<S> or) {
      return any(or.parts().stream().map(part -> text(part, prime)).toList());
    }
    if (term instanceof Term.If<S> choice) {
      return list(
          "ite",
          text(choice.condition(), prime),
          text(choice.then(), prime),
          text(choice.otherwise(), prime));
    }
    throw new IllegalArgumentException(term.toString());
  }

  private String constant(String name, Object value) {
    constants.put(symbol(name), sort(value));
    return symbol(name);
  }

  private String defined(Term.Named<S> named, String prime) {
    return define(
        symbol(named.name() + prime), sort(named.value(sample)), text(named.term(), prime));
  }

  private String define(String name, String sort, String formula) {
    String body = "() " + sort + " " + formula;
    String before = definitions.putIfAbsent(name, body);
    if (before != null && !before.equals(body)) {
      throw new IllegalStateException(name + " means two things");
    }
    return name;
  }

  private String sort(Object value) {
    value(value);
    return value instanceof Boolean ? "Bool" : value instanceof Integer ? "Int" : "Word";
  }

  private String value(Object value) {
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Integer number) {
      return number < 0 ? list("-", Integer.toString(-number)) : number.toString();
    }
    words.add(symbol(value.toString()));
    return symbol(value.toString());
  }

  private static String symbol(String name) {
    return name.matches("\\w+") ? name : "|" + name + "|";
  }

  static String not(String formula) {
    return list("not", formula);
  }

  static String equal(String first, String second) {
    return list("=", first, second);
  }

  static String less(String first, String second) {
    return list("<", first, second);
  }

  static String all(List<String> formulas) {
    return formulas.isEmpty() ? "true" : list("and", formulas.toArray(new String[0]));
  }

  static String all(String... formulas) {
    return all(List.of(formulas));
  }

  static String any(List<String> formulas) {
    return formulas.isEmpty() ? "false" : list("or", formulas.toArray(new String[0]));
  }

  private static String list(String first, String... rest) {
    return "(" + first + " " + String.join(" ", rest) + ")";
  }
}
