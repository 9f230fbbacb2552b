package org.returntoidle.spec.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import org.returntoidle.model.Capability;
import org.returntoidle.spec.text.Shown;

/**
 * What a process says of its driver before anything else: in version 1 of the protocol its kind, in
 * version 2 its capabilities behind that.
 *
 * @param asynchronous whether {@code CANCEL_IO} cancels
 * @param capabilities what else it says
 */
record Greeting(boolean asynchronous, ImmutableSet<Capability> capabilities) {
  /** With this the kit begins: the oldest version, so that a process of any version goes on. */
  static final String HELLO = "Hello 1";

  /** What a process has to answer, in words. */
  static final String EXPECTED = "Driver 1 or 2, Asynchronous or NotAsynchronous";

  private static final String ASYNCHRONOUS = "Asynchronous";
  private static final ImmutableSet<String> KINDS =
      ImmutableSet.of(ASYNCHRONOUS, "NotAsynchronous");

  /** A foreign word in a line that has to have room for the rest. */
  private static final int WORD = 30;

  /** Whether the driver writes to streams; else it delivers bands. */
  boolean streams() {
    return capabilities.contains(Capability.STREAMS);
  }

  /** What {@code line} says; empty if it is no greeting, or refused. */
  static Optional<Greeting> of(Line line) {
    return isGreeting(line) && refusal(line).isEmpty()
        ? Optional.of(
            new Greeting(
                line.words().get(2).equals(ASYNCHRONOUS),
                names(line).stream()
                    .flatMap(name -> Capability.accepted(name, Capability.ACCEPTED).stream())
                    .collect(Sets.toImmutableEnumSet())))
        : Optional.empty();
  }

  /**
   * Why a greeting is refused, and what is accepted; empty if it is accepted, or is none. Short, as
   * it has to stand in a line behind the driver's name.
   */
  static Optional<String> refusal(Line line) {
    if (!isGreeting(line)) {
      return Optional.empty();
    }
    String version = line.words().get(1);
    if (version.equals("1")) {
      return names(line).isEmpty()
          ? Optional.empty()
          : Optional.of("it greets with Driver 1, but only Driver 2 has capabilities");
    }
    return version.equals("2")
        ? names(line).stream()
            .filter(name -> Capability.accepted(name, Capability.ACCEPTED).isEmpty())
            .findFirst()
            .map(
                name ->
                    "capability "
                        + shown(name)
                        + " "
                        + Capability.refusal(name, acceptedBeside(names(line))))
            .or(() -> withoutStreams(names(line)))
        : Optional.of("it greets with Driver " + shown(version) + "; accepted are 1 and 2");
  }

  /** What could stand there instead; not those that mean nothing beside the others. */
  private static ImmutableSet<Capability> acceptedBeside(ImmutableList<String> names) {
    boolean streams = names.contains(Capability.STREAMS.label());
    return Sets.difference(
            Capability.ACCEPTED,
            streams ? ImmutableSet.of(Capability.STREAMS) : Capability.OF_STREAMS)
        .immutableCopy();
  }

  private static Optional<String> withoutStreams(ImmutableList<String> names) {
    return names.contains(Capability.STREAMS.label())
        ? Optional.empty()
        : Capability.OF_STREAMS.stream()
            .filter(one -> names.contains(one.label()))
            .findFirst()
            .map(one -> "capability " + one + " needs " + Capability.STREAMS);
  }

  private static boolean isGreeting(Line line) {
    ImmutableList<String> words = line.words();
    return words.size() >= 3 && words.get(0).equals("Driver") && KINDS.contains(words.get(2));
  }

  private static ImmutableList<String> names(Line line) {
    return line.words().subList(3, line.words().size());
  }

  private static String shown(String word) {
    return Shown.name(Printable.of(word), WORD);
  }
}
