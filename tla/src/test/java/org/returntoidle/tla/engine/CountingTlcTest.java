package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whoever waits for TLC sees how far it is. */
class CountingTlcTest {
  private static final String CFG = "INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n";

  /** Each step takes long, and finds one more state. */
  private static final String SLOW =
      """
      ---- MODULE Slow ----
      EXTENDS Naturals
      VARIABLE x
      Init == x = 0
      Next == x < 12 /\\ TRUE = (\\A i, j \\in 0..400 : i + j + x >= 0) /\\ x' = x + 1
      ====
      """;

  @Test
  void itTellsMoreAndMoreAndFindsTheSame() {
    List<Long> told = new CopyOnWriteArrayList<>();
    Modules slow = new Modules("Slow", ImmutableMap.of("Slow", SLOW));
    TlcResult counted = new Tlc(1).counting(told::add).check(slow, CFG);
    assertEquals(TlcResult.Outcome.HOLDS, counted.outcome(), counted::toString);
    assertEquals(13, counted.distinctStates());
    assertTrue(!told.isEmpty(), "it takes some seconds");
    assertEquals(told.stream().sorted().distinct().toList(), told);
    assertTrue(told.get(told.size() - 1) <= 13, told::toString);
  }
}
