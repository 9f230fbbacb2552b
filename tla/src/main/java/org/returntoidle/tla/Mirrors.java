package org.returntoidle.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.Modules;
import org.returntoidle.tla.engine.StateText;
import org.returntoidle.tla.engine.Steps;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcException;
import org.returntoidle.tla.engine.TransitionRelation;

/** The mirror checks of the protocol. */
public final class Mirrors {
  private Mirrors() {}

  /**
   * Compares {@code graph}, the explorer's for {@code configuration}, with TLC's: what can be
   * reached.
   *
   * @throws TlcException if TLC gives no graph
   */
  public static Mirror.Result reachable(
      Tlc tlc,
      TlaFiles files,
      Configuration configuration,
      StateGraph<ProtocolState, Action> graph) {
    return Mirror.check(tlc, files.modules(), TlaFiles.walk(configuration, "Safe"), steps(graph));
  }

  /**
   * The same of the protocol that a claim is about; its graph is made.
   *
   * @throws TlcException if TLC gives no graph
   */
  public static <S extends Record> Mirror.Result reachable(
      Tlc tlc, TlaFiles files, Subject<S> subject) {
    return Mirror.check(
        tlc,
        subject.modules(files),
        TlaFiles.walk(subject.constants(), "Safe"),
        Steps.of(StateGraph.of(subject.system()), StateText::of, subject::label));
  }

  /**
   * The same for any number of {@code CANCEL_IO} under way.
   *
   * @throws TlcException if TLC gives no graph
   */
  public static Mirror.Result many(Tlc tlc, TlaFiles files, Configuration configuration) {
    InTransit many = InTransit.MANY;
    return Mirror.check(
        tlc,
        files.modules().withRoot(many.module()),
        TlaFiles.walk(configuration, many, "SafeOfMany"),
        Steps.of(
            StateGraph.of(many.system(new Protocol(configuration))), StateText::of, many::label));
  }

  /** The graph as text. */
  static Steps steps(StateGraph<ProtocolState, Action> graph) {
    return Steps.of(graph, StateText::of, Action::label);
  }

  /**
   * Compares all steps from all type-correct states, reachable or not: there are 829,440.
   *
   * @param configuration without bounds
   * @throws TlcException if TLC gives no answer
   */
  public static Mirror.Result everywhere(Tlc tlc, TlaFiles files, Configuration configuration) {
    return everywhere(tlc, files, configuration, ProtocolSide.ALL, JavaSide.Model.class);
  }

  static Mirror.Result everywhere(
      Tlc tlc,
      TlaFiles files,
      Configuration configuration,
      String specification,
      Class<? extends JavaSide> java) {
    return TransitionRelation.check(
        tlc,
        files.modules(),
        TlaFiles.walk(configuration, specification),
        ProtocolSide.class,
        ProtocolSide.arguments(configuration, java, specification, 0));
  }

  /**
   * Compares all steps of the stream protocol from type-correct states, reachable or not: {@link
   * StreamSide} says which stand for all 72 million.
   *
   * @param configuration without bounds
   * @throws TlcException if TLC gives no answer
   */
  public static Mirror.Result everywhere(
      Tlc tlc, TlaFiles files, StreamConfiguration configuration) {
    return streams(tlc, files, configuration, StreamSide.Model.class, 1, List.of());
  }

  /**
   * The same, of each so many-th state, with what is claimed of states and of steps.
   *
   * @param claimed compared, too
   */
  static Mirror.Result streams(
      Tlc tlc,
      TlaFiles files,
      StreamConfiguration configuration,
      Class<? extends StreamSide.Changed> java,
      long each,
      List<Formula<StreamState>> claimed) {
    Streamed subject = new Streamed(configuration);
    List<String> cfg = new ArrayList<>(List.of(TlaFiles.walk(subject.constants(), "Safe")));
    Claim.section(
        cfg,
        "INVARIANTS",
        claimed.stream().filter(f -> !f.isOfSteps()).map(Formula::name).toList());
    Claim.section(
        cfg, "PROPERTIES", claimed.stream().filter(f -> f.isOfSteps()).map(Formula::name).toList());
    return TransitionRelation.check(
        tlc,
        subject.modules(files),
        String.join("\n", cfg),
        StreamSide.class,
        StreamSide.arguments(configuration, java, each));
  }

  /**
   * Compares what the properties of the rules and of the induction say of type-correct states, and
   * of each step from one.
   *
   * @param states how many, at most
   * @throws TlcException if TLC gives no answer
   */
  public static Mirror.Result properties(
      Tlc tlc, TlaFiles files, Configuration configuration, long states) {
    return properties(tlc, files.modules(), configuration, states, JavaSide.Model.class);
  }

  static Mirror.Result properties(
      Tlc tlc,
      Modules modules,
      Configuration configuration,
      long states,
      Class<? extends JavaSide> java) {
    List<String> cfg = new ArrayList<>(List.of(TlaFiles.walk(configuration, "Safe")));
    List<Formula<ProtocolState>> claimed =
        ProtocolSide.claimed(new Protocol(configuration), Properties::of);
    Claim.section(cfg, "INVARIANTS", names(claimed.stream().filter(f -> !f.isOfSteps())));
    Claim.section(cfg, "PROPERTIES", names(claimed.stream().filter(f -> f.isOfSteps())));
    return TransitionRelation.check(
        tlc,
        modules,
        String.join("\n", cfg),
        ProtocolSide.class,
        ProtocolSide.arguments(configuration, java, "Safe", states));
  }

  private static List<String> names(Stream<Formula<ProtocolState>> formulas) {
    return formulas.map(Formula::name).toList();
  }
}
