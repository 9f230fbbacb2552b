package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.hash.Hashing;
import com.google.common.io.Files;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Graph dumps, exit codes and messages differ between releases, so the very jar is pinned. */
class TlcJarTest {
  @Test
  void itIsTheJarThatTheGraphsArePinnedTo() throws IOException {
    assertEquals(
        "fc0a7b69b35076b4aeef54228a62fce9ca035f81a19619f5ed3f023f78c803b3",
        Files.asByteSource(Tlc.jar().toFile()).hash(Hashing.sha256()).toString());
  }
}
