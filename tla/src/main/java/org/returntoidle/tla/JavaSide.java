package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;

/** What Java says about one state; tests put a wrong model in its place. */
interface JavaSide {
  /** The states after {@code state}, by the name of what happens. */
  Map<String, ProtocolState> steps(Protocol protocol, ProtocolState state);

  /** The model as it is. */
  final class Model implements JavaSide {
    @Override
    public Map<String, ProtocolState> steps(Protocol protocol, ProtocolState state) {
      ImmutableMap.Builder<String, ProtocolState> steps = ImmutableMap.builder();
      protocol.successors(state).forEach((action, after) -> steps.put(action.label(), after));
      return steps.buildOrThrow();
    }
  }
}
