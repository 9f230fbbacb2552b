package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A pipe with a name is one without, once a process has it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere none is made")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NamedPipeTest {
  @Test
  void whatIsWrittenIsReadToTheEndAndNothingIsLeft() throws Exception {
    File file;
    Process process;
    InputStream output;
    try (NamedPipe pipe = NamedPipe.make().orElseThrow()) {
      file = pipe.file();
      assertTrue(file.exists());
      output = new InterruptibleStream(file);
      process = new ProcessBuilder("printf", "one\\377").redirectOutput(file).start();
    }
    assertFalse(file.getParentFile().exists());
    assertEquals(0, process.waitFor());
    try (output) {
      assertEquals(4, output.available());
      assertEquals("one", new String(output.readNBytes(3), StandardCharsets.US_ASCII));
      assertEquals(255, output.read());
      assertEquals(-1, output.read());
    }
  }
}
