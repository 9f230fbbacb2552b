package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimap;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.Property.Sometimes;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.tla.engine.TlcResult.Outcome;

/**
 * The engine on a protocol that has nothing to do with scanners: two-phase commit, after J. Gray
 * and L. Lamport, "Consensus on Transaction Commit". Resource managers vote; the transaction
 * manager orders a commit when all have voted for it, or an abort; messages are never lost.
 */
class TwoPhaseCommitTest {
  /**
   * The variables.
   *
   * @param rms what each resource manager is doing
   * @param tm what the transaction manager has decided
   * @param votes whose vote was sent
   * @param heard whose vote has arrived
   * @param order that was sent
   */
  private record State(
      ImmutableList<String> rms,
      String tm,
      ImmutableSet<Integer> votes,
      ImmutableSet<Integer> heard,
      String order) {

    State rm(int i, String doing) {
      List<String> other = new ArrayList<>(rms);
      other.set(i - 1, doing);
      return new State(ImmutableList.copyOf(other), tm, votes, heard, order);
    }

    State vote(int i) {
      return new State(rms, tm, with(votes, i), heard, order);
    }

    State hear(int i) {
      return new State(rms, tm, votes, with(heard, i), order);
    }

    State decide(String decision, String sent) {
      return new State(rms, decision, votes, heard, sent);
    }

    private static ImmutableSet<Integer> with(ImmutableSet<Integer> set, int i) {
      return ImmutableSet.<Integer>builder().addAll(set).add(i).build();
    }
  }

  /** What happens, and at which resource manager; 0 for the transaction manager. */
  private record Step(String name, int rm) {}

  /** The protocol; a test may change when the transaction manager orders a commit. */
  private record TwoPhase(int n, Predicate<State> mayCommit)
      implements TransitionSystem<State, Step> {

    static TwoPhase right(int n) {
      return new TwoPhase(n, s -> s.heard().size() == n);
    }

    @Override
    public ImmutableList<State> initial() {
      ImmutableList<String> working =
          IntStream.range(0, n).mapToObj(i -> "Working").collect(ImmutableList.toImmutableList());
      return ImmutableList.of(
          new State(working, "Waiting", ImmutableSet.of(), ImmutableSet.of(), "None"));
    }

    @Override
    public ImmutableList<Step> actions() {
      Stream<Step> atEach =
          Stream.of("Prepare", "GiveUp", "HearVote", "HearCommit", "HearAbort")
              .flatMap(name -> IntStream.rangeClosed(1, n).mapToObj(i -> new Step(name, i)));
      return Stream.concat(Stream.of(new Step("Commit", 0), new Step("Abort", 0)), atEach)
          .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableMap<Step, State> successors(State s) {
      ImmutableMap.Builder<Step, State> after = ImmutableMap.builder();
      boolean waiting = s.tm().equals("Waiting");
      if (waiting && mayCommit.test(s)) {
        after.put(new Step("Commit", 0), s.decide("Committed", "Commit"));
      }
      if (waiting) {
        after.put(new Step("Abort", 0), s.decide("Aborted", "Abort"));
      }
      for (int i = 1; i <= n; i++) {
        if (s.rms().get(i - 1).equals("Working")) {
          after.put(new Step("Prepare", i), s.rm(i, "Prepared").vote(i));
          after.put(new Step("GiveUp", i), s.rm(i, "Aborted"));
        }
        if (waiting && s.votes().contains(i)) {
          after.put(new Step("HearVote", i), s.hear(i));
        }
        if (s.order().equals("Commit")) {
          after.put(new Step("HearCommit", i), s.rm(i, "Committed"));
        }
        if (s.order().equals("Abort")) {
          after.put(new Step("HearAbort", i), s.rm(i, "Aborted"));
        }
      }
      return after.buildOrThrow();
    }
  }

  private static final String MODULE =
      """
      ---- MODULE TwoPhase ----
      EXTENDS Naturals
      CONSTANT N
      VARIABLES rms, tm, votes, heard, order
      vars == <<rms, tm, votes, heard, order>>
      RM == 1..N

      Init ==
        /\\ rms = [i \\in RM |-> "Working"]
        /\\ tm = "Waiting"
        /\\ votes = {}
        /\\ heard = {}
        /\\ order = "None"

      Prepare(i) ==
        /\\ rms[i] = "Working"
        /\\ rms' = [rms EXCEPT ![i] = "Prepared"]
        /\\ votes' = votes \\cup {i}
        /\\ UNCHANGED <<tm, heard, order>>

      GiveUp(i) ==
        /\\ rms[i] = "Working"
        /\\ rms' = [rms EXCEPT ![i] = "Aborted"]
        /\\ UNCHANGED <<tm, votes, heard, order>>

      HearVote(i) ==
        /\\ tm = "Waiting"
        /\\ i \\in votes
        /\\ heard' = heard \\cup {i}
        /\\ UNCHANGED <<rms, tm, votes, order>>

      Commit ==
        /\\ tm = "Waiting"
        /\\ heard = RM
        /\\ tm' = "Committed"
        /\\ order' = "Commit"
        /\\ UNCHANGED <<rms, votes, heard>>

      Abort ==
        /\\ tm = "Waiting"
        /\\ tm' = "Aborted"
        /\\ order' = "Abort"
        /\\ UNCHANGED <<rms, votes, heard>>

      HearCommit(i) ==
        /\\ order = "Commit"
        /\\ rms' = [rms EXCEPT ![i] = "Committed"]
        /\\ UNCHANGED <<tm, votes, heard, order>>

      HearAbort(i) ==
        /\\ order = "Abort"
        /\\ rms' = [rms EXCEPT ![i] = "Aborted"]
        /\\ UNCHANGED <<tm, votes, heard, order>>

      Next ==
        \\/ Commit \\/ Abort
        \\/ \\E i \\in RM : \\/ Prepare(i) \\/ GiveUp(i) \\/ HearVote(i)
                         \\/ HearCommit(i) \\/ HearAbort(i)

      TypeOK ==
        /\\ rms \\in [RM -> {"Working", "Prepared", "Committed", "Aborted"}]
        /\\ tm \\in {"Waiting", "Committed", "Aborted"}
        /\\ votes \\in SUBSET RM
        /\\ heard \\in SUBSET RM
        /\\ order \\in {"None", "Commit", "Abort"}

      Everywhere == TypeOK /\\ [][Next]_vars
      Safe == Init /\\ [][Next]_vars
      Spec ==
        /\\ Safe
        /\\ WF_vars(Commit \\/ Abort)
        /\\ \\A i \\in RM : WF_vars(HearCommit(i) \\/ HearAbort(i))

      Over(i) == rms[i] \\in {"Committed", "Aborted"}
      Consistent == \\A i, j \\in RM : ~(rms[i] = "Aborted" /\\ rms[j] = "Committed")
      Final == [][\\A i \\in RM : Over(i) => rms'[i] = rms[i]]_vars
      AllDecide == <>(\\A i \\in RM : Over(i))
      NeverAllCommit == \\E i \\in RM : rms[i] # "Committed"
      ====
      """;

  private static final Modules MODULES =
      new Modules("TwoPhase", ImmutableMap.of("TwoPhase", MODULE));
  private static final String WALK = "CONSTANT N = 3\nCHECK_DEADLOCK FALSE\nSPECIFICATION Safe\n";
  private static final String CLAIMS = "INVARIANT Consistent\nPROPERTIES Final AllDecide";
  private static final String NEVER_ALL_COMMIT = "INVARIANT NeverAllCommit";

  private static boolean all(State s, String doing) {
    return s.rms().stream().allMatch(doing::equals);
  }

  private static boolean isOver(String doing) {
    return doing.equals("Committed") || doing.equals("Aborted");
  }

  private static final Always<State, Step> CONSISTENT =
      new Always<>(
          "Consistent",
          new Condition.OfStates<>(
              s -> !(s.rms().contains("Aborted") && s.rms().contains("Committed"))));
  private static final Always<State, Step> FINAL =
      new Always<>(
          "Final",
          new Condition.OfSteps<>(
              (s, step, t) ->
                  IntStream.range(0, s.rms().size())
                      .allMatch(
                          i -> !isOver(s.rms().get(i)) || t.rms().get(i).equals(s.rms().get(i)))));
  private static final Sometimes<State, Step> ALL_COMMIT =
      new Sometimes<>("AllCommit", new Condition.OfStates<>(s -> all(s, "Committed")));

  private static Eventually<State, Step> allDecide(List<ImmutableSet<Step>> fair) {
    return new Eventually<>(
        "AllDecide",
        s -> true,
        s -> s.rms().stream().allMatch(TwoPhaseCommitTest::isOver),
        ImmutableList.copyOf(fair));
  }

  /** The transaction manager decides, and each resource manager hears of it. */
  private static List<ImmutableSet<Step>> fair(int n) {
    List<ImmutableSet<Step>> fair = new ArrayList<>();
    fair.add(ImmutableSet.of(new Step("Commit", 0), new Step("Abort", 0)));
    for (int i = 1; i <= n; i++) {
      fair.add(ImmutableSet.of(new Step("HearCommit", i), new Step("HearAbort", i)));
    }
    return fair;
  }

  private static List<String> violations(TwoPhase protocol, List<ImmutableSet<Step>> fair) {
    List<Property<State, Step>> properties =
        List.of(CONSISTENT, FINAL, ALL_COMMIT, allDecide(fair));
    return Search.run(protocol, properties, 1, states -> {}).violations().stream()
        .map(
            violation ->
                violation.property().name()
                    + violation
                        .path()
                        .map(path -> path.actions().stream().map(Step::name).toList())
                        .orElse(List.of("never")))
        .toList();
  }

  private static Steps steps(TwoPhase protocol) {
    return Steps.of(StateGraph.of(protocol), StateText::of, Step::name);
  }

  /** TLC counts as many for three; with five and more there is no limit of 4,096. */
  @ParameterizedTest
  @CsvSource({"1, 12, 19", "2, 56, 153", "3, 288, 1145", "5, 8832, 58145"})
  void theSearchCountsWhatIsKnown(int n, int states, int steps) {
    StateGraph<State, Step> graph = StateGraph.of(TwoPhase.right(n));
    assertEquals(List.of(states, steps), List.of(graph.stateCount(), graph.edgeCount()));
    assertEquals(states, Search.count(TwoPhase.right(n)).states());
  }

  @Tag("ci")
  @Test
  void javaAndTlaHaveTheSameGraph() {
    Mirror.Result mirror = Mirror.check(new Tlc(1), MODULES, WALK, steps(TwoPhase.right(3)));
    assertEquals(Optional.empty(), mirror.difference());
    assertEquals(List.of(288L, 1145L), List.of(mirror.states(), mirror.edges()));
  }

  @Tag("ci")
  @Test
  void theMirrorReportsTheFirstDifference() {
    TwoPhase hasty = new TwoPhase(3, s -> s.heard().size() >= 2);
    String difference =
        Mirror.check(new Tlc(1), MODULES, WALK, steps(hasty)).difference().orElseThrow();
    assertTrue(
        difference.startsWith("after [Prepare, HearVote, Prepare, HearVote], in the state"),
        difference);
    assertTrue(
        difference.contains("only Java allows: Commit to [order = \"Commit\", tm = \"Committed\"]"),
        difference);
    assertTrue(difference.endsWith("only TLA+ allows: nothing"), difference);
  }

  /** What Java says of every state that the types allow, for two resource managers. */
  static final class Side implements RelationSide<State> {
    private final TwoPhase protocol;

    Side(List<String> arguments) {
      int least = Integer.parseInt(arguments.get(0));
      this.protocol = new TwoPhase(2, s -> s.heard().size() == 2 && s.votes().size() >= least);
    }

    @Override
    public Class<State> type() {
      return State.class;
    }

    @Override
    public ImmutableMap<String, ?> words(RecordComponent variable) {
      return Maps.toMap(WORDS, word -> word);
    }

    @Override
    public boolean isTypeCorrect(State state) {
      return state.rms().size() == 2;
    }

    @Override
    public OptionalLong count() {
      return OptionalLong.of(4 * 4 * 3 * 4 * 4 * 3);
    }

    @Override
    public Stream<State> some() {
      return Stream.empty();
    }

    @Override
    public boolean holds(String property, State state) {
      return CONSISTENT.condition().testInitial(state);
    }

    @Override
    public boolean holds(String property, State before, String action, State after) {
      return FINAL.condition().test(before, new Step(action, 0), after);
    }

    @Override
    public Multimap<String, State> steps(State state) {
      ImmutableListMultimap.Builder<String, State> steps = ImmutableListMultimap.builder();
      protocol.successors(state).forEach((step, after) -> steps.put(step.name(), after));
      return steps.build();
    }

    @Override
    public String path(State state) {
      return StateGraph.of(protocol).states().contains(state) ? "reachable" : "not reachable";
    }
  }

  private static final ImmutableSet<String> WORDS =
      ImmutableSet.of(
          "Working", "Prepared", "Committed", "Aborted", "Waiting", "None", "Commit", "Abort");

  private static Mirror.Result everywhere(int leastVotes) {
    return everywhere(leastVotes, MODULES);
  }

  private static Mirror.Result everywhere(int leastVotes, Modules modules) {
    String cfg = WALK.replace("N = 3", "N = 2").replace("Safe", "Everywhere");
    String claims = "INVARIANT Consistent\nPROPERTY Final\n";
    List<String> arguments = List.of(Integer.toString(leastVotes));
    return TransitionRelation.check(new Tlc(1), modules, cfg + claims, Side.class, arguments);
  }

  /** Not only the steps: also what is claimed of states and steps, reachable or not. */
  @Tag("ci")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Consistent == | Consistent == (tm = \"Waiting\") \\/ | in it Consistent",
        "Over(i) => rms'[i] = rms[i] | Over(i) => TRUE | Final",
      })
  void aWeakerClaimIsFound(String right, String weaker, String name) {
    assertTrue(MODULE.contains(right), right);
    Modules changed = MODULES.with("TwoPhase", MODULE.replace(right, weaker));
    String difference = everywhere(0, changed).difference().orElseThrow();
    assertTrue(difference.endsWith(name + " is true in TLA+ and false in Java"), difference);
  }

  @Tag("ci")
  @Test
  void javaAndTlaHaveTheSameStepsFromEveryState() {
    Mirror.Result mirror = everywhere(0);
    assertEquals(Optional.empty(), mirror.difference());
    assertEquals(2304, mirror.states());
  }

  /** That a vote arrives which was never sent cannot be; the graph does not show what follows. */
  @Tag("ci")
  @Test
  void aDifferenceThatCannotBeReachedIsFoundInTheKernel() {
    assertEquals(
        StateGraph.of(TwoPhase.right(2)).edges(),
        StateGraph.of(new Side(List.of("1")).protocol).edges());
    String difference = everywhere(1).difference().orElseThrow();
    assertTrue(difference.startsWith("not reachable, in the state"), difference);
    assertTrue(difference.contains("only TLA+ allows: Commit to ["), difference);
  }

  @Tag("ci")
  @Test
  void whatMustHoldHolds() {
    assertEquals(List.of(), violations(TwoPhase.right(3), fair(3)));
    assertEquals(Outcome.HOLDS, outcome(MODULES, CLAIMS));
    assertEquals(Outcome.VIOLATED, outcome(MODULES, NEVER_ALL_COMMIT));
  }

  @Test
  void eachPropertyCanFail() {
    assertEquals(
        List.of("Consistent[Commit, GiveUp, HearCommit]", "Final[Commit, GiveUp, HearCommit]"),
        violations(new TwoPhase(3, s -> true), fair(3)));
    assertEquals(List.of("AllCommit[never]"), violations(new TwoPhase(3, s -> false), fair(3)));
    assertEquals(List.of("AllDecide[]"), violations(TwoPhase.right(3), List.of()));
    assertEquals(
        List.of("AllDecide[Abort, GiveUp, GiveUp]"),
        violations(TwoPhase.right(3), fair(3).subList(0, 3)));
  }

  private static final Sweep SWEEP =
      new Sweep(
          Pattern.compile(
              "Init|Next|TypeOK|Everywhere|Safe|Spec|Over|Consistent|Final|AllDecide|NeverAllCommit|"),
          ImmutableMap.of());

  private static ImmutableList<Mutation> mutations() {
    return SWEEP.of("TwoPhase", MODULE.lines().toList());
  }

  /** The first claim that turns red when a guard or effect is taken away. */
  private static String red(Mutation mutation) {
    Modules changed = MODULES.with("TwoPhase", mutation.text());
    return Stream.of("INVARIANT Consistent", "PROPERTY Final", "PROPERTY AllDecide")
        .filter(claim -> outcome(changed, claim) == Outcome.VIOLATED)
        .findFirst()
        .or(
            () ->
                Optional.of("AllCommit is never reached")
                    .filter(never -> outcome(changed, NEVER_ALL_COMMIT) == Outcome.HOLDS))
        .orElseGet(
            () ->
                Mirror.check(new Tlc(1), changed, WALK, steps(TwoPhase.right(3))).equal()
                    ? "nothing"
                    : "only the mirror");
  }

  private static Outcome outcome(Modules modules, String claim) {
    return new Tlc(1).check(modules, WALK.replace("Safe", "Spec") + claim + "\n").outcome();
  }

  @Tag("ci")
  @Test
  void withoutTheGuardOfACommitItIsNotConsistent() {
    List<String> red =
        mutations().stream()
            .filter(mutation -> mutation.operator().equals("Commit"))
            .filter(mutation -> mutation.change().equals("TRUE"))
            .map(mutation -> mutation + ": " + red(mutation))
            .toList();
    assertEquals(
        List.of(
            "Commit: tm = \"Waiting\" -> TRUE: INVARIANT Consistent",
            "Commit: heard = RM -> TRUE: INVARIANT Consistent"),
        red);
  }

  /**
   * Nobody need give up, and a vote that is heard after the decision harms nobody: of these two
   * only the comparison with Java tells.
   */
  @Tag("long")
  @Test
  void everyGuardAndEffectIsProtected() {
    ImmutableListMultimap<String, String> red =
        mutations().parallelStream()
            .collect(
                ImmutableListMultimap.toImmutableListMultimap(
                    TwoPhaseCommitTest::red, Mutation::toString));
    assertEquals(
        Set.of(
            "INVARIANT Consistent",
            "PROPERTY Final",
            "PROPERTY AllDecide",
            "AllCommit is never reached",
            "only the mirror"),
        red.keySet());
    assertEquals(
        Set.of(
            "GiveUp: rms' = [rms EXCEPT ![i] = \"Aborted\"] -> rms' = rms",
            "HearVote: tm = \"Waiting\" -> TRUE"),
        Set.copyOf(red.get("only the mirror")));
    assertEquals(19, red.size());
  }
}
