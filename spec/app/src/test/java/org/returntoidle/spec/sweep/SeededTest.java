package org.returntoidle.spec.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A judge that is wrong in some way says another thing of some run than the right one does. */
class SeededTest {
  @ParameterizedTest
  @EnumSource
  void theRightOneNamesTheRule(Seeded fault) {
    assertEquals(fault.rule, fault.named(Map.of()));
  }

  @Tag("ci")
  @ParameterizedTest
  @EnumSource
  void aSeededFaultIsNoticed(Seeded fault) {
    assertNotEquals(fault.rule, fault.named(fault.seeded()));
  }
}
