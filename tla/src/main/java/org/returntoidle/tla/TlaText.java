package org.returntoidle.tla;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.TreeSet;
import org.returntoidle.model.ProtocolState;

/** A state of the Java model as TLC would print it: the components are the TLA+ variables. */
final class TlaText {
  private TlaText() {}

  static String of(ProtocolState state) {
    TreeSet<String> variables = new TreeSet<>();
    try {
      for (RecordComponent component : ProtocolState.class.getRecordComponents()) {
        variables.add(component.getName() + " = " + value(component.getAccessor().invoke(state)));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the state's components are not readable", e);
    }
    return String.join(", ", variables);
  }

  private static String value(Object value) {
    if (value instanceof Boolean b) {
      return b ? "TRUE" : "FALSE";
    }
    if (value instanceof Integer i) {
      return i.toString();
    }
    if (value instanceof Optional<?> optional) {
      return value(optional.isPresent() ? optional.get() : "None");
    }
    return '"' + value.toString() + '"';
  }
}
