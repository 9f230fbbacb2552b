package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The control of the reference with a line changed: Lincheck finds each such fault. */
@Tag("long")
class TransferControlFaults {
  private static final Path SOURCE =
      Path.of("src", "main", "java", "org", "returntoidle", "impl", "TransferControl.java");

  /** The control with a fault in it: lines of its source that are changed. */
  enum Seeded {
    /** Looks at the status, then submits: a cancel in between finds no read to interrupt (L5). */
    LOST_WAKE_UP(
        "Invalid execution results",
        "lock.lock();\n    try {\n      readInFlight = status.goesOn()",
        "boolean goesOn = goesOn();\n    lock.lock();\n    try {\n      readInFlight = goesOn"),
    /** Looks whether it is idle, then begins: two transfers begin, and both will end (D4). */
    DOUBLE_COMPLETION(
        "Invalid execution results",
        "lock.lock();\n    try {\n      boolean idle = status.state() == TransferState.IDLE;",
        "boolean idle = status.state() == TransferState.IDLE;\n    lock.lock();\n    try {"),
    /** A second lock, taken first by a cancel and last by a read (D8). */
    DEADLOCK(
        "deadlock",
        "return readInFlight;",
        "synchronized (this) {\n        return readInFlight;\n      }",
        "lock.lock();\n    try {\n      status = TransferMachine.next(status, TransferInput.CANCEL_IO)",
        "synchronized (this) {\n    lock.lock();\n    try {\n"
            + "      status = TransferMachine.next(status, TransferInput.CANCEL_IO)",
        "readInFlight : Optional.empty();\n    } finally {\n      lock.unlock();\n    }\n",
        "readInFlight : Optional.empty();\n    } finally {\n      lock.unlock();\n    }}\n");

    private final String symptom;
    private final List<String> changes;

    Seeded(String symptom, String... changes) {
      this.symptom = symptom;
      this.changes = List.of(changes);
    }

    String in(String source) {
      String changed = source;
      for (int i = 0; i < changes.size(); i += 2) {
        assertTrue(changed.contains(changes.get(i)), "gone from the source: " + changes.get(i));
        changed = changed.replace(changes.get(i), changes.get(i + 1));
      }
      return changed;
    }
  }

  /** In a JVM of its own, which has the changed control first in its class path. */
  @ParameterizedTest
  @EnumSource
  void aSeededFaultIsFound(Seeded fault, @TempDir Path folder) throws Exception {
    String tests = System.getProperty("java.class.path");
    Path source = folder.resolve("TransferControl.java");
    Files.writeString(source, fault.in(Files.readString(SOURCE).replace("\r\n", "\n")));
    String[] arguments = {"-proc:none", "-cp", tests, "-d", folder.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + tests,
                TransferControlTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it hangs");
    String text = Files.readString(said);
    assertEquals(1, process.exitValue(), text);
    assertTrue(text.contains(LincheckAssertionError.class.getName()), text);
    assertTrue(text.contains(fault.symptom), text);
    assertTrue(!text.contains("Exception #"), text);
  }
}
