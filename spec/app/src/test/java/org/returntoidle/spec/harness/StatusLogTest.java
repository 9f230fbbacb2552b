package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/** What is said is compared with what has happened; each case is a transfer, or several. */
class StatusLogTest {
  private static final Splitter WORDS = Splitter.on(' ');
  private static final Splitter PARTS = Splitter.on('/');
  private static final HResult[] CODES = {HResult.S_OK, HResult.S_FALSE};

  private final StatusLog log = new StatusLog();

  private void happens(Action action, int bytes, Job job, HResult code) {
    Band band = new Band(1, 1, action == Action.READ_LAST_BAND, ByteBuffer.allocate(bytes));
    log.add(new Happened(1, action, Optional.of(code), Optional.of(band), true, Manner.ALONE, job));
  }

  private void happens(Action action, int bytes) {
    happens(action, bytes, Job.NOT_SAID, HResult.S_OK);
  }

  /**
   * {@code pages}, {@code file}: a transfer begins, with a stream for each page or for all; {@code
   * ask}, {@code read5}, {@code last5}, {@code write5}, {@code release}, {@code new}, {@code
   * return0}; {@code 50/5}: a message says 50 percent and 5 bytes; {@code quiet}: it says neither.
   */
  private void plays(String word) {
    String name = word.replaceFirst("-?\\d.*", "");
    String number = word.replaceFirst("^[a-z]+", "");
    switch (name) {
      case "pages", "file" ->
          happens(Action.ACQUIRE_ITEM_DATA, 0, new Job(2, name.equals("file")), HResult.S_OK);
      case "ask" -> happens(Action.GET_NEXT_STREAM, 0);
      case "read", "last" -> {
        happens(Action.SUBMIT_READ, 0);
        happens(
            name.equals("last") ? Action.READ_LAST_BAND : Action.READ_BAND,
            Integer.parseInt(number));
      }
      case "write" -> {
        happens(Action.WRITE_BAND, Integer.parseInt(number));
        happens(Action.STREAM_TAKES, Integer.parseInt(number));
      }
      case "release" -> happens(Action.RELEASE_STREAM, 0);
      case "new" -> log.turnsPage();
      case "return" ->
          happens(Action.RETURN_FROM_ACQUIRE, 0, Job.NOT_SAID, CODES[Integer.parseInt(number)]);
      case "quiet" -> log.says(StatusFigures.NOT_SAID);
      default -> {
        List<String> both = PARTS.splitToList(word);
        log.says(
            new TransferMessage.Status(Integer.parseInt(both.get(0)), Long.parseLong(both.get(1))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // Nothing is said, by a driver and by a program.
        "pages ask last5 write5 release return0 | there were none",
        "pages ask last5 write5 quiet release return0 | percentage and bytes not said; 1 message"
            + " a page",
        "pages ask quiet read5 write5 50/5 last5 write5 100/10 release return0 | 50 to 100 percent,"
            + " never less than before in a page; bytes always right; neither said in 1; 3 messages"
            + " a page",
        // Bytes of the stream, of the transfer, or neither.
        "pages ask last5 write5 50/5 release ask last6 write6 100/6 release return0 | 50 to 100"
            + " percent, never less than before in a page; bytes always right; 1 message a page",
        "pages ask last5 write5 50/5 release ask last6 write6 100/11 release return0 | 50 to 100"
            + " percent, never less than before in a page; bytes always right; 1 message a page",
        "pages ask last5 write5 50/4 release ask last6 write6 100/12 release return0 | 50 to 100"
            + " percent, never less than before in a page; bytes right in 0 of 2; 1 message a"
            + " page",
        // Without an open stream 0 is right, too.
        "pages 0/0 ask last5 write5 50/5 release 50/0 return1 | 0 to 50 percent, never less than"
            + " before in a page; bytes always right",
        "pages ask last5 write5 50/0 release return1 | 50 percent, never less than before in a"
            + " page; bytes right in 0 of 1",
        // It falls within a page, not from one to the next.
        "pages ask read1 write1 50/1 last1 write1 40/2 release return1 | 40 to 50 percent, once"
            + " less than before in a page; bytes always right",
        "pages ask last1 write1 100/1 release ask 0/0 last1 write1 100/1 release return0 | 0 to 100"
            + " percent, never less than before in a page; bytes always right; 1 to 2 messages a"
            + " page",
        "pages ask 120/0 -7/0 release return1 | -7 to 120 percent, once less than before in a"
            + " page; bytes always right",
        "pages ask 50/0 release return1 pages ask 0/0 release return1 | 0 to 50 percent, never less"
            + " than before in a page; bytes always right",
        // Pages in one stream: the next begins when the one before is written, and is read on.
        "file ask last1 write1 100/1 last1 0/1 write1 100/2 release return0 | 0 to 100 percent,"
            + " never less than before in a page; bytes always right; 1 to 2 messages a page",
        "file ask last1 last1 write1 50/1 100/1 write1 0/2 release return0 | 0 to 100 percent,"
            + " never less than before in a page; bytes always right; 1 to 2 messages a page",
        "file ask last1 write1 100/1 new 0/1 last1 write1 100/2 release return0 | 0 to 100 percent,"
            + " never less than before in a page; bytes always right; 1 message a page",
        "file ask read1 write1 100/1 read1 write1 0/2 release return1 | 0 to 100 percent, once"
            + " less than before in a page; bytes always right",
        // What is not written, or was canceled, is no whole page.
        "pages ask last1 0/0 release ask last1 write1 100/1 release return0 | 0 to 100 percent,"
            + " never less than before in a page; bytes always right; 1 message a page",
        "pages ask last1 write1 100/1 release return1 | 100 percent, never less than before in a"
            + " page; bytes always right"
      })
  void whatIsSaidIsCompared(String events, String says) {
    WORDS.split(events).forEach(this::plays);
    assertEquals(says, log.figures().toString());
  }
}
