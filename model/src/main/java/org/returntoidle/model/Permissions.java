package org.returntoidle.model;

import static org.returntoidle.model.Bounds.allows;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.Predicate;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;

/**
 * What a rule permits at any time is possible whenever it says so: not only "can only when", which
 * a protocol keeps in which nothing can happen. An action that can happen changes something.
 */
final class Permissions {
  private final Protocol protocol;
  private final Configuration configuration;
  private final Bounds bounds;
  private final ImmutableList.Builder<Property> all = ImmutableList.builder();

  private Permissions(Protocol protocol) {
    this.protocol = protocol;
    this.configuration = protocol.configuration();
    this.bounds = configuration.bounds();
    application();
    serviceAndDevice();
    driver();
  }

  static ImmutableList<Property> of(Protocol protocol) {
    return new Permissions(protocol).all.build();
  }

  private void application() {
    whenever(
        "B1_CallbackMayCancel",
        Rule.B1,
        s ->
            s.step() == Step.CALLING
                && configuration.application() != ApplicationKind.CANCEL_PENDING_IO
                && (mustCancel(s) || allows(bounds.cancels(), s.cancels())),
        Action.CALLBACK_CANCELS);
    whenever(
        "B2_CancelPendingIOAtAnyTime",
        Rule.B2,
        s ->
            configuration.application() != ApplicationKind.CALLBACK
                && allows(bounds.cancels(), s.cancels())
                && (bounds.cancels().isPresent() || s.inTransit() < Bounds.IN_TRANSIT),
        Action.CANCEL_PENDING_IO);
    whenever(
        "D7_CallbackMayContinue",
        Rule.D7,
        s -> s.step() == Step.CALLING && !mustCancel(s),
        Action.CALLBACK_CONTINUES);
    whenever(
        "A9_CallbackMayFail",
        Rule.A9,
        s -> s.step() == Step.CALLING && allows(bounds.faults(), s.faults()),
        Action.CALLBACK_FAILS_E_FAIL,
        Action.CALLBACK_FAILS_E_ABORT);
  }

  private void serviceAndDevice() {
    whenever(
        "A1_ButtonAtAnyTime",
        Rule.A1,
        s -> !s.button() && allows(bounds.cancels(), s.cancels()),
        Action.PRESS_CANCEL_BUTTON);
    whenever(
        "A6_ButtonIsRead",
        Rule.A6,
        s -> s.step() == Step.READING && s.button(),
        Action.READ_BUTTON);
    whenever("B4_DeliveredAtAnyTime", Rule.B4, s -> s.inTransit() > 0, Action.NOTIFY_CANCEL_IO);
    possible(
        "D20_OtherEventsAtAnyTime", Rule.D20, ProtocolState::inCall, Action.NOTIFY_OTHER_EVENT);
    whenever(
        "D10_FailsAtAnyTime",
        Rule.D10,
        s -> !s.fault() && allows(bounds.faults(), s.faults()),
        Action.DEVICE_FAILS);
    whenever(
        "D10_FaultIsRead", Rule.D10, s -> s.step() == Step.READING && s.fault(), Action.READ_FAULT);
    whenever("D7_BandsMayCome", Rule.D7, s -> moreToCome(s), Action.READ_BAND);
    whenever("D15_NotReadyAtAnyTime", Rule.D15, s -> moreToCome(s), Action.READ_NOT_READY);
    whenever("D7_LastBandMayCome", Rule.D7, s -> reads(s) && s.ending(), Action.READ_LAST_BAND);
    whenever("L1_ImageMayEnd", Rule.L1, s -> s.inCall() && !s.ending(), Action.IMAGE_ENDS);
  }

  private void driver() {
    possible("D4_BusyAtAnyTime", Rule.D4, s -> s.state() != TransferState.IDLE, Action.ANSWER_BUSY);
    whenever(
        "D7_DeviceMayStart",
        Rule.D7,
        s -> s.step() == Step.WORKING && s.device() == Device.OFF && s.goesOn(),
        Action.START_DEVICE);
    whenever(
        "D7_NextIsRead",
        Rule.D7,
        s -> s.inControl() && s.device() == Device.ON && s.held() == Held.NONE && s.goesOn(),
        Action.SUBMIT_READ);
    whenever(
        "D7_BandIsDelivered",
        Rule.D7,
        s -> s.step() == Step.WORKING && s.held() != Held.NONE && s.goesOn(),
        Action.DELIVER_BAND);
    whenever(
        "D15_NotReadyIsTold",
        Rule.D15,
        s -> s.step() == Step.WAITING && s.goesOn(),
        Action.SEND_STATUS);
    whenever(
        "A1_DriverMayCancel",
        Rule.A1,
        s -> s.goesOn() && (configuration.driver().asynchronous() || s.inControl()),
        Action.DRIVER_CANCELS);
    whenever(
        "A3_DeviceIsStopped",
        Rule.A3,
        s -> s.inControl() && s.device() == Device.ON && s.ends(),
        Action.STOP_DEVICE);
    whenever(
        "L5_ReadMayBeGivenUp",
        Rule.L5,
        s ->
            s.step() == Step.READING
                && configuration.driver() == DriverKind.INTERRUPTIBLE
                && s.ends(),
        Action.INTERRUPT_READ);
    whenever(
        "L2_CallMayReturn",
        Rule.L2,
        s -> s.inControl() && s.device() != Device.ON && s.ends(),
        Action.RETURN_FROM_ACQUIRE);
  }

  private boolean mustCancel(ProtocolState s) {
    return configuration.application() == ApplicationKind.BOTH && s.asked();
  }

  private static boolean reads(ProtocolState s) {
    return s.step() == Step.READING && !s.button() && !s.fault();
  }

  private boolean moreToCome(ProtocolState s) {
    return reads(s) && !s.ending() && allows(bounds.readsBeforeLast(), s.bands());
  }

  /** Each of {@code actions} can happen, and changes something, wherever {@code when} is true. */
  private void whenever(String name, Rule rule, Predicate<ProtocolState> when, Action... actions) {
    all.add(
        Property.ofStates(
            name,
            rule,
            s ->
                !when.test(s)
                    || Arrays.stream(actions)
                        .allMatch(a -> protocol.next(s, a).filter(t -> !t.equals(s)).isPresent())));
  }

  /** The same of an action that changes nothing. */
  private void possible(String name, Rule rule, Predicate<ProtocolState> when, Action action) {
    all.add(Property.ofStates(name, rule, s -> !when.test(s) || protocol.enabled(s, action)));
  }
}
