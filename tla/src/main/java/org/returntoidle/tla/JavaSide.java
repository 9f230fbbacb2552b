package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;

/** What Java says about a protocol; tests put a wrong one in its place. */
interface JavaSide {
  /** The protocol that is looked at, given the right one. */
  default Protocol protocol(Protocol right) {
    return right;
  }

  /** The states after {@code state}, by the name of what happens. */
  default Map<String, ProtocolState> steps(Protocol protocol, ProtocolState state) {
    ImmutableMap.Builder<String, ProtocolState> steps = ImmutableMap.builder();
    protocol.successors(state).forEach((action, after) -> steps.put(action.label(), after));
    return steps.buildOrThrow();
  }

  /** What must hold in every state and at every step. */
  default List<Property> rules(Protocol protocol) {
    return Properties.of(protocol);
  }

  /** The model as it is. */
  final class Model implements JavaSide {}
}
