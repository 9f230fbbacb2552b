package org.returntoidle.spec.harness;

import java.util.Optional;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/** The device of a {@link Meeting}, which has no faults of its own. */
final class MeetingDevice implements ScannerDevice {
  private final Meeting meeting;

  MeetingDevice(Meeting meeting) {
    this.meeting = meeting;
  }

  @Override
  public void start() {
    meeting.calledOutToStart(
        () -> {
          meeting.session().deviceStarts();
          meeting.inFlight();
          return true;
        });
  }

  @Override
  public Optional<ReadResult.Fault> tryStart() {
    start();
    return Optional.empty();
  }

  @Override
  public DeviceRead submitRead() {
    return meeting.calledOut(
        () -> {
          MeetingRead submitted = new MeetingRead(meeting, meeting.session().transfer());
          meeting.session().readSubmitted(submitted);
          meeting.inFlight();
          return submitted;
        });
  }

  @Override
  public boolean isScanning() {
    return meeting.calledOut(() -> meeting.session().isScanning());
  }

  @Override
  public void stop() {
    meeting.calledOut(
        () -> {
          meeting.session().deviceStops();
          meeting.inFlight();
          return true;
        });
  }
}
