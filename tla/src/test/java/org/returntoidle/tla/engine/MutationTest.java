package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MutationTest {
  @Test
  void aGuardIsRemovedAnEffectLeftOutAndAFrameConditionLeftAlone() {
    List<Mutation> found =
        new Sweep(Pattern.compile("Spec"), ImmutableMap.of())
            .of(
                "M",
                List.of(
                    "Stop ==",
                    "  /\\ device = \"On\"",
                    "  /\\ device' = IF x THEN \"Off\"",
                    "                   ELSE device",
                    "  /\\ UNCHANGED x",
                    "Reads == a /\\ b",
                    "Spec == Stop /\\ Reads"));
    assertEquals(
        List.of(
            "Stop: device = \"On\" -> TRUE",
            "Stop: device' = IF x THEN \"Off\" ELSE device -> device' = device",
            "Reads: a -> TRUE",
            "Reads: b -> TRUE"),
        found.stream().map(Mutation::toString).toList());
    assertTrue(found.get(1).text().contains("  /\\ device' = device\n  /\\ UNCHANGED x\n"));
    assertTrue(found.get(2).text().contains("\nReads == b\n"));
    assertNotEquals(found.get(0).text(), found.get(1).text());
  }
}
