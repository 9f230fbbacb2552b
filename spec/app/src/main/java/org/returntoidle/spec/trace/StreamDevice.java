package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.rules.Evidence;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.StreamJudge;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Unfinished;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/**
 * One driver's part of a trace of stream transfers: its events, as the harness would have noted
 * them, go to the judge that judges the harness's runs.
 */
final class StreamDevice implements DeviceTrace {
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final String device;
  private final Evidence evidence;
  private final StreamJudge judge;
  private final StreamPlace place;
  private final StreamMisdeeds misdeeds;
  private final Newest newest = new Newest();

  private long transfers;

  /** How it looked when a transfer returned that is judged only when more is known. */
  private ImmutableList<Numbered> atReturn = ImmutableList.of();

  private @Nullable Problem problem;

  StreamDevice(String device, Evidence evidence) {
    this.device = device;
    this.evidence = evidence;
    this.judge = new StreamJudge(evidence);
    this.place = new StreamPlace(evidence.showsDevice());
    this.misdeeds = new StreamMisdeeds(evidence);
  }

  @Override
  public boolean isNamed(String name) {
    return device.equals(name);
  }

  @Override
  public long transfers() {
    return transfers;
  }

  @Override
  public Optional<Problem> problem() {
    if (problem == null) {
      boolean waited = judge.waits();
      Optional<Finding> broken =
          judge.end().stream().filter(finding -> !finding.holds()).findFirst();
      if (broken.isPresent() && waited) {
        problem = atReturn(broken.get());
      } else if (place.isRunning()) {
        ImmutableList<Numbered> last = newest.events();
        problem = new Unfinished(device, line(last), allowed(), last);
      }
    }
    return Optional.ofNullable(problem);
  }

  @Override
  public void add(RecordedEvent event) {
    if (problem != null) {
      return; // What follows a violation says nothing: nobody knows where the driver is.
    }
    Action word = event.action();
    newest.keep(event, place.transfer(event));
    if (word == null) {
      problem = violation(new Finding(event.brokenRule(), false, place.transfer(), event.says()));
      return;
    }
    Action action = Words.isAnswer(word) ? place.answer(word, event.code()) : word;
    boolean waited = judge.waits();
    Optional<Finding> broken = broken(event, action);
    if (broken.isPresent()) {
      problem = waited && !judge.waits() ? atReturn(broken.get()) : violation(broken.get());
      return;
    }
    transfers += action == Action.ACQUIRE_ITEM_DATA ? 1 : 0;
    misdeeds.shows(event, action, place);
    place.shows(event, action);
    if (!waited && judge.waits()) {
      atReturn = newest.events();
    }
  }

  /** The first rule that {@code event} breaks. */
  private Optional<Finding> broken(RecordedEvent event, Action action) {
    Optional<Finding> impossible = StreamMisdeeds.impossible(event, action, place, evidence);
    if (impossible.isPresent()) {
      return impossible;
    }
    misdeeds.noticed(event, action, place).ifPresent(judge::add);
    judge.add(noted(event, action));
    return judge.broken();
  }

  /** As the harness would have noted it. */
  private TraceEvent noted(RecordedEvent event, Action action) {
    int transfer = place.transfer(event);
    HResult code = code(event, action);
    if (Action.CALLBACK_ANSWERS.contains(action) && code != null) {
      boolean noStream = action == Action.CALLBACK_FAILS_E_FAIL && code.equals(HResult.S_OK);
      if (!noStream) {
        return new Answered(transfer, code);
      }
    }
    RecordedEvent write = place.write();
    RecordedEvent same = action == Action.STREAM_TAKES && write != null ? write : event;
    int band = event.band() == 0 ? same.band() : event.band();
    int read = event.transfer() == 0 ? same.transfer() : event.transfer();
    long bytes = event.bytes() < 0 ? same.bytes() : event.bytes();
    return new Happened(
        transfer,
        action,
        Optional.ofNullable(code),
        Words.allows(action, Field.BAND)
            ? Optional.of(
                new Band(
                    read == 0 ? transfer : read,
                    band,
                    event.last() || action == Action.READ_LAST_BAND,
                    NO_BYTES))
            : Optional.empty(),
        place.isOn() && action != Action.STOP_DEVICE,
        place.manner(event),
        event.job(),
        bytes);
  }

  private @Nullable HResult code(RecordedEvent event, Action action) {
    HResult given = event.code();
    if (given != null) {
      return given;
    }
    return switch (action) {
      case CALLBACK_CONTINUES, HANDLER_RESOLVES -> HResult.S_OK;
      case HANDLER_GIVES_UP -> place.reported();
      case CALLBACK_CANCELS -> HResult.S_FALSE;
      case CALLBACK_SKIPS, CALLBACK_FAILS_E_FAIL -> HResult.WIA_STATUS_SKIP_ITEM;
      default -> null;
    };
  }

  private Violation violation(Finding broken) {
    return violation(broken, allowed(), newest.events());
  }

  private Violation atReturn(Finding broken) {
    return violation(broken, ImmutableList.of(Words.of(Action.STOP_DEVICE)), atReturn);
  }

  private Violation violation(
      Finding broken, ImmutableList<String> allowed, ImmutableList<Numbered> last) {
    return new Violation(device, line(last), broken.rule(), broken.message(), allowed, last);
  }

  private static long line(ImmutableList<Numbered> last) {
    return last.get(last.size() - 1).line();
  }

  private ImmutableList<String> allowed() {
    return StreamAllowed.at(place, judge);
  }
}
