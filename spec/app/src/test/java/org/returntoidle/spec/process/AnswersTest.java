package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.spec.process.Answers.Question;

/** An answer goes to somebody who has asked for one, however many ask at once. */
class AnswersTest {
  private static final Line BUSY = new Line("AnswerBusy");
  private static final Line NOTIFIED = new Line("Notified");

  private final Answers answers = new Answers();

  @Test
  void anAnswerThatTheFirstHasNotTakenYetDoesNotAccuseTheSecond() throws Exception {
    assertEquals(Optional.empty(), answers.begin(Question.SECOND_CALL));
    answers.inbox(BUSY).put(BUSY);
    assertEquals(Optional.empty(), answers.begin(Question.SECOND_CALL));
    answers.inbox(BUSY).put(BUSY);
    assertEquals(Optional.of(BUSY), answers.inbox(Question.SECOND_CALL).take(() -> {}));
    assertEquals(Optional.of(BUSY), answers.inbox(Question.SECOND_CALL).take(() -> {}));
  }

  @Test
  void eachKindOfQuestionHasItsOwnAnswers() throws Exception {
    assertEquals(Optional.empty(), answers.begin(Question.SECOND_CALL));
    assertEquals(Optional.empty(), answers.begin(Question.NOTIFICATION));
    answers.inbox(NOTIFIED).put(NOTIFIED);
    answers.inbox(BUSY).put(BUSY);
    assertEquals(Optional.of(BUSY), answers.inbox(Question.SECOND_CALL).take(() -> {}));
    assertEquals(Optional.of(NOTIFIED), answers.inbox(Question.NOTIFICATION).take(() -> {}));
  }

  @Test
  void aWrongAnswerGoesToTheOnlyOneWhoWaits() throws Exception {
    assertEquals(Optional.empty(), answers.begin(Question.NOTIFICATION));
    answers.inbox(BUSY).put(BUSY);
    assertEquals(Optional.of(BUSY), answers.inbox(Question.NOTIFICATION).take(() -> {}));
  }

  @Test
  void anAnswerThatNobodyHasAskedForIsFoundWhoeverAsksNext() throws Exception {
    answers.inbox(NOTIFIED).put(NOTIFIED);
    assertEquals(Optional.of(NOTIFIED), answers.begin(Question.SECOND_CALL));
    assertTrue(answers.areComplete());
  }

  @Test
  void aQuestionIsOpenUntilItHasBeenAnswered() {
    assertEquals(Optional.empty(), answers.begin(Question.NOTIFICATION));
    assertEquals(Optional.empty(), answers.begin(Question.NOTIFICATION));
    answers.end(Question.NOTIFICATION);
    assertFalse(answers.areComplete());
    answers.end(Question.NOTIFICATION);
    assertTrue(answers.areComplete());
  }
}
