package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamState.Step;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Threw;
import org.returntoidle.spec.report.DriverStory.Steps;

/**
 * A run of a stream driver, as far as it is one of the model's. What no run shows is put in where
 * it can be: the beginning of the application's transfer, the end of the job, a band that is thrown
 * away.
 */
final class StreamSteps {
  private final Profile<StreamState> profile;

  /** Where the run may be, each with a shortest way there. */
  private Map<StreamState, ImmutableList<Action>> reached = new LinkedHashMap<>();

  /** The model has one code for every error of a callback and one for every fault. */
  private final Map<HResult, HResult> actual = new HashMap<>();

  private int count;
  private String next = "";
  private String why = "";

  private StreamSteps(Profile<StreamState> profile) {
    this.profile = profile;
    reached.put(profile.view().initial(), ImmutableList.of());
  }

  /** In the profile that permits most of {@code run}. */
  static Steps permitted(Execution run) {
    Steps best = new Steps("", -1, "", "");
    for (Profile<StreamState> profile : profiles(run)) {
      StreamSteps steps = new StreamSteps(profile);
      steps.follow(run.trace());
      if (steps.count > best.count()) {
        best = steps.result();
      }
      if (best.next().isEmpty()) {
        return best;
      }
    }
    return best;
  }

  private static List<Profile<StreamState>> profiles(Execution run) {
    StreamFeeder feeder =
        run.trace().stream().anyMatch(e -> e instanceof Happened h && h.job().isAll())
            ? StreamFeeder.ALL
            : StreamFeeder.NUMBER;
    DriverKind kind = run.asynchronous() ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS;
    return Profiles.streams().stream()
        .filter(each -> each.configuration().feeder() == feeder)
        .filter(each -> each.configuration().driver().kind() == kind)
        .map(each -> each.profile())
        .toList();
  }

  private Steps result() {
    ImmutableList<Action> way = reached.values().iterator().next();
    return new Steps(new Walk<>(profile, way).link(), count, next, why);
  }

  private void follow(List<TraceEvent> trace) {
    for (TraceEvent event : trace) {
      if (event instanceof Threw || isWhileIdle(event)) {
        continue; // What is thrown means something next, another event while idle nothing.
      }
      Optional<Action> action = action(event);
      if (action.isEmpty()) {
        next = event.toString();
        why = "it is wrong by itself";
        return;
      }
      if (!take(event, action.get())) {
        next = event.toString();
        return;
      }
      count++;
    }
  }

  private boolean isWhileIdle(TraceEvent event) {
    return event instanceof Happened happened
        && happened.action() == Action.NOTIFY_OTHER_EVENT
        && reached.keySet().stream().allMatch(state -> state.step() == Step.RESTING);
  }

  private static Optional<Action> action(TraceEvent event) {
    if (event instanceof Answered answered) {
      return Optional.of(
          switch (Answer.of(answered.code())) {
            case CONTINUES -> Action.CALLBACK_CONTINUES;
            case CANCELS -> Action.CALLBACK_CANCELS;
            case FAILS, UNKNOWN_SUCCESS -> Action.CALLBACK_FAILS_E_FAIL;
          });
    }
    return event instanceof Happened happened ? Optional.of(happened.action()) : Optional.empty();
  }

  private boolean take(TraceEvent event, Action action) {
    remember(event, action);
    putInSilentSteps();
    Map<StreamState, ImmutableList<Action>> after = after(reached, action);
    if (after.isEmpty() && action == Action.STREAM_FAILS) {
      after = after(after(reached, Action.WRITE_BAND), action); // It was the seek before the write.
    }
    if (after.isEmpty()) {
      why =
          Action.ONLY_PLAYED.contains(action)
              ? "the model has no such step: only drivers meet it"
              : "it cannot happen here";
      return false;
    }
    if (action == Action.RETURN_FROM_ACQUIRE && event instanceof Happened happened) {
      Optional<HResult> must =
          after.keySet().iterator().next().result().map(code -> actual.getOrDefault(code, code));
      after.keySet().removeIf(s -> !code(s).equals(happened.code()));
      if (after.isEmpty()) {
        why = "it must return " + must.map(HResult::toString).orElse("nothing");
        return false;
      }
      actual.clear();
    }
    reached = after;
    return true;
  }

  private Map<StreamState, ImmutableList<Action>> after(
      Map<StreamState, ImmutableList<Action>> before, Action action) {
    Map<StreamState, ImmutableList<Action>> after = new LinkedHashMap<>();
    before.forEach(
        (state, way) ->
            profile.next(state, action).ifPresent(to -> after.putIfAbsent(to, plus(way, action))));
    return after;
  }

  private Optional<HResult> code(StreamState state) {
    return state.result().map(code -> actual.getOrDefault(code, code));
  }

  private void remember(TraceEvent event, Action action) {
    if (event instanceof Answered answered && action == Action.CALLBACK_FAILS_E_FAIL) {
      actual.putIfAbsent(HResult.E_FAIL, answered.code());
    } else if (event instanceof Happened happened) {
      HResult code = happened.code().orElse(HResult.E_UNEXPECTED); // It was a null stream.
      if (Action.FAULT_REPORTS.contains(action)) {
        actual.put(Protocol.FAULT, code);
      } else if (action == Action.STREAM_FAILS || action == Action.CALLBACK_FAILS_E_FAIL) {
        actual.putIfAbsent(HResult.E_FAIL, code.isError() ? code : HResult.E_UNEXPECTED);
      }
    }
  }

  private void putInSilentSteps() {
    List<StreamState> all = new ArrayList<>(reached.keySet());
    for (int i = 0; i < all.size(); i++) {
      StreamState state = all.get(i);
      for (Action action : profile.view().silent()) {
        profile
            .next(state, action)
            .filter(to -> !reached.containsKey(to))
            .ifPresent(
                to -> {
                  reached.put(to, plus(reached.getOrDefault(state, ImmutableList.of()), action));
                  all.add(to);
                });
      }
    }
  }

  private static ImmutableList<Action> plus(ImmutableList<Action> way, Action action) {
    return ImmutableList.<Action>builder().addAll(way).add(action).build();
  }
}
