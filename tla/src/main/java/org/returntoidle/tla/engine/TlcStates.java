package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tlc2.tool.TLCState;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** The states of TLC's evaluator and those of Java, each made from the other. */
final class TlcStates<S extends Record> {
  private final RelationSide<S> java;
  private final Constructor<S> constructor;
  private final RecordComponent[] components;
  private final UniqueString[] variables;
  private final List<ImmutableMap<String, ?>> words;
  private final List<ImmutableMap<?, String>> strings;

  TlcStates(RelationSide<S> java) throws ReflectiveOperationException {
    this.java = java;
    this.components = java.type().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.constructor = java.type().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    Arrays.stream(components).forEach(component -> component.getAccessor().setAccessible(true));
    this.variables =
        Arrays.stream(components)
            .map(component -> UniqueString.uniqueStringOf(component.getName()))
            .toArray(UniqueString[]::new);
    this.words = Arrays.stream(components).<ImmutableMap<String, ?>>map(java::words).toList();
    this.strings = words.stream().<ImmutableMap<?, String>>map(TlcStates::inverse).toList();
  }

  private static <V> ImmutableMap<V, String> inverse(ImmutableMap<String, V> words) {
    return words.entrySet().stream()
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /** The state in Java; one that is not type-correct is a difference, too. */
  S inJava(TLCState state) {
    Object[] arguments = new Object[variables.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = inJava((Value) state.lookup(variables[i]), i);
    }
    try {
      S decoded = constructor.newInstance(arguments);
      if (!java.isTypeCorrect(decoded)) {
        throw new Difference("TLA+ leaves the type-correct states: " + StateText.of(decoded));
      }
      return decoded;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new Difference("not a state in Java: " + state);
    }
  }

  /** The value of a variable, or a part of it: a sequence is a list in Java, a set a set. */
  private Object inJava(Value value, int variable) {
    if (value instanceof BoolValue bool) {
      return bool.val;
    }
    if (value instanceof IntValue number) {
      return number.val;
    }
    if (value instanceof StringValue string) {
      Object known = words.get(variable).get(string.val.toString());
      if (known != null) {
        return known;
      }
    } else if (value.toTuple() instanceof TupleValue tuple) {
      return Arrays.stream(tuple.elems)
          .map(element -> inJava(element, variable))
          .collect(ImmutableList.toImmutableList());
    } else if (value.toSetEnum() instanceof SetEnumValue set) {
      return IntStream.range(0, set.elems.size())
          .mapToObj(set.elems::elementAt)
          .map(element -> inJava(element, variable))
          .collect(ImmutableSet.toImmutableSet());
    }
    throw new Difference("Java has no value " + value + " for " + variables[variable]);
  }

  /** The state in TLA+; of sequences and sets there is no need yet. */
  TLCState inTla(S state) {
    TLCState made = TLCState.Empty.createEmpty();
    try {
      for (int i = 0; i < variables.length; i++) {
        made = made.bind(variables[i], inTla(components[i].getAccessor().invoke(state), i));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the state's components are not readable", e);
    }
    return made;
  }

  private Value inTla(Object value, int variable) {
    if (value instanceof Boolean bool) {
      return bool ? BoolValue.ValTrue : BoolValue.ValFalse;
    }
    if (value instanceof Integer number) {
      return IntValue.gen(number);
    }
    String string = strings.get(variable).get(value);
    if (string == null) {
      throw new Difference("TLA+ has no value " + value + " for " + variables[variable]);
    }
    return new StringValue(string);
  }
}
