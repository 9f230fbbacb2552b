package org.returntoidle.spec.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers on their way to those who have asked. Several may ask at once, each on its own thread; an
 * answer goes to one who has asked such a question. Safe for several threads.
 */
final class Answers {
  /** How many lines of a kind may wait before the process has to. */
  private static final int WAITING = 64;

  /** What the service asks a driver beside its transfer. */
  enum Question {
    NOTIFICATION,
    SECOND_CALL
  }

  private final Map<Question, Inbox> inboxes = new EnumMap<>(Question.class);

  @GuardedBy("this")
  private final Map<Question, Integer> asked = new EnumMap<>(Question.class);

  Answers() {
    for (Question question : Question.values()) {
      inboxes.put(question, new Inbox(WAITING));
      asked.put(question, 0);
    }
  }

  /**
   * Has to be called before {@code question} is asked.
   *
   * @return an answer to a question that nobody has asked, which would be taken for one to this;
   *     empty if there is none, and then the question may be asked
   */
  synchronized Optional<Line> begin(Question question) {
    for (Question each : Question.values()) {
      Optional<Line> unasked = count(each) == 0 ? inbox(each).poll() : Optional.empty();
      if (unasked.isPresent()) {
        return unasked;
      }
    }
    asked.put(question, count(question) + 1);
    return Optional.empty();
  }

  /** Where the answer to {@code question} arrives. */
  Inbox inbox(Question question) {
    return inboxes.getOrDefault(question, new Inbox(0));
  }

  /** Has to be called when {@code question} has been answered. */
  synchronized void end(Question question) {
    asked.put(question, count(question) - 1);
  }

  /** Whether every question that was asked has been answered. */
  synchronized boolean areComplete() {
    return asked.values().stream().allMatch(count -> count == 0);
  }

  /** Where {@code line} belongs: a wrong answer, too, goes to somebody who waits for one. */
  Inbox inbox(Line line) {
    return inbox(whoWaits(line));
  }

  private synchronized Question whoWaits(Line line) {
    Question meant = line.word().equals("Notified") ? Question.NOTIFICATION : Question.SECOND_CALL;
    Question other = meant == Question.NOTIFICATION ? Question.SECOND_CALL : Question.NOTIFICATION;
    return count(meant) == 0 && count(other) > 0 ? other : meant;
  }

  @GuardedBy("this")
  private int count(Question question) {
    return asked.getOrDefault(question, 0);
  }

  /** Whether somebody sleeps for whom there is no answer yet. */
  boolean isAwaited() {
    return inboxes.values().stream().anyMatch(Inbox::isAwaited);
  }

  /** Nothing more will come; what is there is still taken. */
  void end() {
    inboxes.values().forEach(Inbox::end);
  }
}
