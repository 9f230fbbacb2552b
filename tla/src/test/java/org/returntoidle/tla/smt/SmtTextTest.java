package org.returntoidle.tla.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/** How terms are written; what they mean to Z3 is in {@link AnyBoundTest}. */
class SmtTextTest {
  /** A lamp that has been switched so many times. */
  private record Lamp(String light, int count) {}

  private static final Variable<Lamp> LIGHT = new Variable<>("light", Lamp::light);
  private static final Variable<Lamp> COUNT = new Variable<>("count", Lamp::count);
  private static final Term<Lamp> MOST = new Term.Named<>("Most", constant(7));

  private final SmtText<Lamp> smt = new SmtText<>(Map.of("Most", 7), new Lamp("off", 0));

  @Test
  void aParameterIsOpenAndAnyOtherNameIsDefined() {
    Term<Lamp> shines = new Term.Named<>("It shines", is(LIGHT, "on"));
    assertEquals(
        "(and |It shines'| (< |count'| Most))",
        smt.after(and(shines, new Term.Less<>(COUNT, MOST))));
    assertEquals(
        """
        (declare-datatypes ((Word 0)) (((off) (on))))
        (declare-const |light'| Word)
        (declare-const |count'| Int)
        (declare-const Most Int)
        (define-fun |It shines'| () Bool (= |light'| on))
        """,
        smt.declarations());
  }

  @Test
  void everyKindOfTermIsWritten() {
    assertEquals("(or (= light off) (= light on))", smt.before(in(LIGHT, "off", "on")));
    assertEquals("(not true)", smt.before(not(constant(true))));
    assertEquals("(and true false)", smt.before(and(and(), or())));
    assertEquals(
        "(ite (= count 1) (+ count (- 1)) (* 4 count))",
        smt.before(new Term.If<>(is(COUNT, 1), plus(COUNT, -1), new Term.Times<>(4, COUNT))));
    assertEquals("(= |count'| (+ count Most))", SmtText.equal(smt.after(COUNT), sum()));
  }

  private String sum() {
    return smt.before(new Term.Sum<>(COUNT, MOST));
  }

  @Test
  void aNameThatMeansTwoThingsIsNotWritten() {
    smt.before(new Term.Named<>("Few", is(COUNT, 1)));
    smt.before(new Term.Named<>("Few", is(COUNT, 1)));
    assertThrows(
        IllegalStateException.class, () -> smt.before(new Term.Named<>("Few", is(COUNT, 2))));
  }
}
