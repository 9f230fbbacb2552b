package org.returntoidle.model;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a process says in its greeting and a trace in its header, by name, since version 2 of both.
 * Later versions of this tool accept more of these names, and may add names; that needs no further
 * version of protocol or format.
 */
public enum Capability {
  /** The driver may cancel by its own decision (A1, A6); it loses what {@link #loses} says. */
  CANCELS_BY_ITSELF(
      "CancelsByItself",
      "the driver says that it cancels by its own decision, from which a cancel that nobody asked"
          + " for cannot be told",
      Rule.D1,
      Rule.D11,
      Rule.D14,
      Rule.D20,
      Rule.L4),
  SURVIVES_EXCEPTIONS("SurvivesExceptions"),
  BYTES("Bytes"),
  EVENTS("Events"),
  /** The driver writes to streams; only a process says so, a trace names its platform. */
  STREAMS("Streams", "a program has no words for what a download does not do", Rule.V17),
  /** The device has a feeder (V5); only a process that writes to streams says so. */
  FEEDER("Feeder"),
  /** It looks at the device (V29); only a process that writes to streams says so. */
  LOOKS_AT_DEVICE("LooksAtDevice"),
  /** It leaves a device alone that is gone (V28); only a process that writes to streams says so. */
  HEEDS_DISCONNECT("HeedsDisconnect"),
  /** It says from which line of its source each call comes; only a process says so. */
  LINES("Lines");

  /** Those that mean something of a process; the names of the others are taken. */
  public static final ImmutableSet<Capability> ACCEPTED =
      Sets.immutableEnumSet(
          CANCELS_BY_ITSELF, STREAMS, FEEDER, LOOKS_AT_DEVICE, HEEDS_DISCONNECT, LINES);

  /** Those of them that mean something of a process that writes to streams, and of no other. */
  public static final ImmutableSet<Capability> OF_STREAMS =
      Sets.immutableEnumSet(FEEDER, LOOKS_AT_DEVICE, HEEDS_DISCONNECT);

  /** Those that mean something of a trace. */
  public static final ImmutableSet<Capability> OF_TRACES = Sets.immutableEnumSet(CANCELS_BY_ITSELF);

  private final String label;
  private final String why;
  private final ImmutableSet<Rule> loses;

  Capability(String label) {
    this(label, "");
  }

  Capability(String label, String why, Rule... loses) {
    this.label = label;
    this.why = why;
    this.loses = ImmutableSet.copyOf(loses);
  }

  /** The one with this name, if it is among {@code accepted}. */
  public static Optional<Capability> accepted(String label, ImmutableSet<Capability> accepted) {
    return withLabel(label).filter(accepted::contains);
  }

  /** Why a name is not among {@code accepted}, and which are; to be put behind the name. */
  public static String refusal(String label, ImmutableSet<Capability> accepted) {
    return (withLabel(label).isPresent() ? "is not supported yet" : "is unknown")
        + "; accepted: "
        + accepted.stream().map(Capability::label).collect(Collectors.joining(", "));
  }

  private static Optional<Capability> withLabel(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }

  /** The name in greetings and traces; never null. */
  public String label() {
    return label;
  }

  /** The rules that cannot be tested on a driver that has it. */
  public ImmutableSet<Rule> loses() {
    return loses;
  }

  /** Why they cannot; empty if there are none. */
  public String why() {
    return why;
  }

  @Override
  public String toString() {
    return label;
  }
}
