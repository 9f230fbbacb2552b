package org.returntoidle.spec.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/**
 * Terms and rows as data for the page's script, each written once and named by its number. A term
 * is an array: what it is, then its parts. A word is its text, as in TLA+.
 */
final class TermTable<S> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final List<Variable<S>> variables;
  private final ArrayNode terms = JSON.arrayNode();
  private final ArrayNode rows = JSON.arrayNode();
  private final Map<ArrayNode, Integer> knownTerms = new HashMap<>();
  private final Map<ArrayNode, Integer> knownRows = new HashMap<>();

  TermTable(List<Variable<S>> variables) {
    this.variables = variables;
  }

  /** All terms that were asked for, and their parts. */
  ArrayNode terms() {
    return terms;
  }

  /** All rows that were asked for: the guard, then by turns a variable and what it becomes. */
  ArrayNode rows() {
    return rows;
  }

  /** The number of a row. */
  int row(Row<S> row) {
    ArrayNode node = JSON.arrayNode();
    node.add(term(new Term.And<>(row.guard())));
    row.effect()
        .assigned()
        .forEach((variable, term) -> node.add(variables.indexOf(variable)).add(term(term)));
    return number(node, knownRows, rows);
  }

  /** The number of a term. */
  int term(Term<S> term) {
    return term instanceof Term.Named<S> named
        ? term(named.term())
        : number(written(term), knownTerms, terms);
  }

  private ArrayNode written(Term<S> term) {
    if (term instanceof Variable<S> variable) {
      return node("variable").add(variables.indexOf(variable));
    } else if (term instanceof Term.Constant<S> constant) {
      return node("constant").add(raw(constant.constant()));
    } else if (term instanceof Term.Equal<S> equal) {
      return node("=").add(term(equal.left())).add(term(equal.right()));
    } else if (term instanceof Term.Less<S> less) {
      return node("<").add(term(less.left())).add(term(less.right()));
    } else if (term instanceof Term.Sum<S> sum) {
      return node("+").add(term(sum.left())).add(term(sum.right()));
    } else if (term instanceof Term.Times<S> times) {
      return node("times").add(times.factor()).add(term(times.term()));
    } else if (term instanceof Term.Not<S> not) {
      return node("not").add(term(not.term()));
    } else if (term instanceof Term.And<S> and) {
      return node("and", and.parts());
    } else if (term instanceof Term.Or<S> or) {
      return node("or", or.parts());
    } else if (term instanceof Term.If<S> choice) {
      return node("if")
          .add(term(choice.condition()))
          .add(term(choice.then()))
          .add(term(choice.otherwise()));
    }
    throw new IllegalStateException("the page's script does not know " + term);
  }

  private static ArrayNode node(String kind) {
    return JSON.arrayNode().add(kind);
  }

  private ArrayNode node(String kind, List<Term<S>> parts) {
    ArrayNode node = node(kind);
    parts.forEach(part -> node.add(term(part)));
    return node;
  }

  /** A truth value or a number as it is, anything else as its word. */
  static JsonNode raw(Object value) {
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    return value instanceof Integer number
        ? JSON.numberNode(number)
        : JSON.textNode(value.toString());
  }

  private static int number(ArrayNode node, Map<ArrayNode, Integer> known, ArrayNode all) {
    return known.computeIfAbsent(
        node,
        added -> {
          all.add(added);
          return all.size() - 1;
        });
  }
}
