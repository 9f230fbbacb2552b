package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.model.Rule;

/**
 * Where something was thrown, nothing else explains what goes wrong: whatever rule is broken, D21
 * names it best. A transfer that is refused later shows that the driver has stayed busy.
 *
 * @param transfer its number
 * @param threw what was thrown in it, in words
 * @param threwBefore whether something was thrown in an earlier one
 * @param refused whether it was answered as if another transfer ran
 */
record Survival(int transfer, Optional<String> threw, boolean threwBefore, boolean refused) {
  /**
   * What D21 says; nothing if nothing was thrown.
   *
   * @param found what the other rules say
   */
  ImmutableList<Finding> judge(List<Finding> found) {
    if (threw.isEmpty() && !threwBefore) {
      return ImmutableList.of();
    }
    String after = threw.orElse("something was thrown in an earlier transfer");
    Optional<String> broken =
        found.stream()
            .filter(finding -> !finding.holds())
            .filter(finding -> threw.isPresent() || (refused && finding.rule() == Rule.A4))
            .map(finding -> finding.message() + "; " + after)
            .findFirst();
    return ImmutableList.of(new Finding(Rule.D21, broken.isEmpty(), transfer, broken.orElse("")));
  }
}
