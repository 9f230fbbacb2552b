package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.StateGraph;

@Execution(ExecutionMode.CONCURRENT)
class MirrorTest {
  private final Tlc tlc = new Tlc(1);

  static Stream<Configuration> xp() {
    return Arrays.stream(DriverKind.values())
        .flatMap(
            driver ->
                Arrays.stream(ApplicationKind.values())
                    .map(application -> Configuration.DEFAULT.with(driver).with(application)));
  }

  static Stream<Configuration> configurations() {
    return Stream.of(
            xp(),
            Stream.of(
                Configuration.DEFAULT.with(Platform.ME),
                Configuration.DEFAULT.with(Bounds.NONE),
                Configuration.DEFAULT.with(Bounds.of(3, 1, 1, 2))))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void javaAndTlaHaveTheSameGraph(Configuration configuration) {
    StateGraph graph = Explorer.graph(new Protocol(configuration));
    Mirror.Result result = Mirror.check(tlc, configuration, graph);
    assertEquals(Optional.empty(), result.difference());
    assertTrue(result.equal());
    assertEquals(graph.stateCount(), result.states());
    assertEquals(graph.edges().size(), result.edges());
  }

  @Test
  void anotherProtocolIsNotTheSameGraph() {
    StateGraph blocking =
        Explorer.graph(new Protocol(Configuration.DEFAULT.with(DriverKind.BLOCKING)));
    Mirror.Result result = Mirror.check(tlc, Configuration.DEFAULT, blocking);
    assertFalse(result.equal());
    String difference = result.difference().orElseThrow();
    assertTrue(difference.startsWith("step only in TLC: "), difference);
    assertTrue(
        difference.endsWith("steps per action, TLC and Java: InterruptRead 192/0"), difference);
  }
}
