package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Words of a command, as a shell and as the Java launcher read them. */
class PastedCommandTest {
  @Test
  void aWordIsQuotedIfAShellWouldReadItOtherwise() {
    assertEquals("/tmp/a-b_c.json", ShellWord.posix("/tmp/a-b_c.json"));
    assertEquals("'@/tmp/replay.args'", ShellWord.posix("@/tmp/replay.args"));
    assertEquals("'/tmp/it'\\''s $HOME'", ShellWord.posix("/tmp/it's $HOME"));
    assertEquals("'a\\b'", ShellWord.posix("a\\b"));
    assertEquals("C:\\a\\b.json", ShellWord.windows("C:\\a\\b.json"));
    assertEquals(
        "\"@C:\\John Smith\\replay.args\"", ShellWord.windows("@C:\\John Smith\\replay.args"));
  }

  @Test
  void anArgumentFileHasTwoBackslashesForOne() {
    assertEquals("\"C:\\\\John Smith\\\\a.jar\"", JavaArguments.quoted("C:\\John Smith\\a.jar"));
    assertEquals("\"a\\\"b\"", JavaArguments.quoted("a\"b"));
  }
}
