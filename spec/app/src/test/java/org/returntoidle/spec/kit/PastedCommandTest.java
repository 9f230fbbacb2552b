package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The argument file of a printed command, as the Java launcher reads it. */
class PastedCommandTest {
  @Test
  void anArgumentFileHasTwoBackslashesForOne() {
    assertEquals("\"C:\\\\John Smith\\\\a.jar\"", JavaArguments.quoted("C:\\John Smith\\a.jar"));
    assertEquals("\"a\\\"b\"", JavaArguments.quoted("a\"b"));
  }
}
