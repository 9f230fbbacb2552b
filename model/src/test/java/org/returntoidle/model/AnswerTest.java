package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  @ParameterizedTest
  @CsvSource({
    "S_OK, CONTINUES, CallbackContinues",
    "S_FALSE, CANCELS, CallbackCancels",
    "E_ABORT, FAILS, CallbackFails_E_ABORT",
    "E_FAIL, FAILS, CallbackFails_E_FAIL",
    "0x800706BA, FAILS, CallbackFails_E_FAIL",
    "0x00000002, UNKNOWN_SUCCESS, CallbackFails_E_FAIL",
    "0x7FFFFFFF, UNKNOWN_SUCCESS, CallbackFails_E_FAIL"
  })
  void eachCodeHasOneMeaningAndOneAction(String code, Answer answer, String action) {
    HResult parsed = HResult.parse(code).orElseThrow();
    assertEquals(answer, Answer.of(parsed));
    assertEquals(action, Answer.action(parsed).label());
    assertTrue(action.startsWith(answer.label()));
  }

  /** No action and no input of the machine is left over. */
  @Test
  void theAnswersAreAllThatACallbackCanDo() {
    Set<Action> actions =
        Stream.of(HResult.S_OK, HResult.S_FALSE, HResult.E_ABORT, HResult.E_FAIL)
            .map(Answer::action)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    assertEquals(Action.CALLBACK_ANSWERS, actions);
    Set<String> inputs =
        Arrays.stream(Answer.values())
            .flatMap(answer -> Stream.of(answer.input(true), answer.input(false)))
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Arrays.stream(TransferInput.values())
            .map(Enum::name)
            .filter(name -> name.startsWith("CALLBACK"))
            .collect(Collectors.toCollection(TreeSet::new)),
        inputs);
  }
}
