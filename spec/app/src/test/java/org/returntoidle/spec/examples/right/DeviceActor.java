package org.returntoidle.spec.examples.right;

import static com.google.common.util.concurrent.Uninterruptibles.joinUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.takeUninterruptibly;

import java.util.concurrent.LinkedBlockingQueue;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Only one thread, an actor with a mailbox, ever calls the device; all others send it messages.
 * Right, since the actor reads once for each message and answers it, and stops the device as the
 * last thing that it does; a cancel needs no message, for it must not wait for the read (D8).
 */
public final class DeviceActor extends AsynchronousDriver {
  private enum Message {
    READ,
    STOP
  }

  private final class Actor {
    final Reads reads = new Reads(device);
    private final LinkedBlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<ReadResult> replies = new LinkedBlockingQueue<>();

    /** On the actor's thread. */
    void live() {
      boolean on = false;
      while (takeUninterruptibly(mailbox) == Message.READ) {
        if (!on && reads.cause.goesOn()) {
          on = true;
          device.start();
        }
        replies.add(reads.next());
      }
      if (on) {
        device.stop();
      }
    }

    ReadResult ask() {
      mailbox.add(Message.READ);
      return takeUninterruptibly(replies);
    }
  }

  private final ScannerDevice device;
  private final Running<Actor> running = new Running<>();

  public DeviceActor(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Actor actor = new Actor();
    if (!running.enter(actor)) {
      return HResult.WIA_ERROR_BUSY;
    }
    Thread thread = Daemons.start(actor::live);
    boolean more = true;
    while (more) {
      ReadResult result = actor.ask();
      actor.reads.cause.deliver(result, context);
      more = !actor.reads.ends(result);
    }
    actor.mailbox.add(Message.STOP);
    joinUninterruptibly(thread);
    running.leave();
    return actor.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(actor -> actor.reads.cancel());
  }
}
