package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.driver.TransferMessage.Status;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.Spread;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Effort;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.DriverClass;

/** What status messages say is shown, and is no violation (V22). */
class StatusMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Scope SCOPE = Scope.together(2, 1, 1).withPages(2);

  private static final List<String> BOUNDS =
      List.of("--transfers", "1", "--cancels", "1", "--repeat", "0");

  @TempDir private Path folder = Path.of("unset");

  /** What all orders of events within small bounds show; no rule is broken. */
  private static StatusFigures figures(Class<? extends StreamMiniDriver> driver, int workers)
      throws Exception {
    DriverFactory factory = DriverClass.load(driver.getName(), driver.getClassLoader());
    Limits limits = new Limits(SCOPE, Duration.ofSeconds(10));
    try (Harness harness = new Harness(factory, Platform.VISTA, limits)) {
      SearchResult result =
          Enumeration.search(
              harness, Tally.of(Reading.PERMISSIVE), Effort.PLAIN.withWorkers(workers));
      assertEquals(Optional.empty(), result.counterexample());
      return result.status();
    }
  }

  private static StatusFigures figures(Class<? extends StreamMiniDriver> driver) throws Exception {
    return figures(driver, 1);
  }

  private static Cli run(String... args) {
    Cli cli = Cli.run(args);
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::toString);
    return cli;
  }

  private static JsonNode inJson(Cli cli) throws Exception {
    return JSON.readTree(cli.out()).at("/driver/statusMessages");
  }

  @Test
  void thoseOfTheReferenceAreRight() throws Exception {
    StatusFigures figures = figures(ReferenceStreamDriver.class);
    assertEquals(new Spread(0, 100), figures.percent());
    assertEquals(0, figures.falls());
    assertEquals(0, figures.silent());
    assertEquals(0, figures.bytesWrong());
    assertTrue(figures.messages() > 1_000, figures::toString);
    assertEquals(figures.messages(), figures.bytesRight());
    assertEquals(1, figures.ofPage().least());
    assertEquals(
        "0 to 100 percent, never less than before in a page; bytes always right; 1 to "
            + figures.ofPage().most()
            + " messages a page",
        figures.toString());
  }

  /** The reference, but for what its messages say. */
  private abstract static class Says implements StreamMiniDriver {
    private final StreamMiniDriver reference;
    private final UnaryOperator<Status> says;

    Says(ScannerDevice device, UnaryOperator<Status> says) {
      this.reference = new ReferenceStreamDriver(device);
      this.says = says;
    }

    @Override
    public HResult drvAcquireItemData(StreamTransferContext context) {
      TransferCallback callback = context.callback();
      TransferCallback other =
          new TransferCallback() {
            @Override
            public NextStream getNextStream() {
              return callback.getNextStream();
            }

            @Override
            public HResult sendMessage(TransferMessage message) {
              return callback.sendMessage(
                  message instanceof Status status ? says.apply(status) : message);
            }
          };
      return reference.drvAcquireItemData(
          new StreamTransferContext(other, context.pages(), context.tymed()));
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /** Counts the application's header, too. */
  public static final class WrongBytes extends Says {
    /** One on {@code device}. */
    public WrongBytes(ScannerDevice device) {
      super(
          device,
          status ->
              new Status(status.percentComplete(), status.bytes() == 0 ? 0 : status.bytes() + 3));
    }
  }

  /** Says that more than everything is done. */
  public static final class TooMuch extends Says {
    /** One on {@code device}. */
    public TooMuch(ScannerDevice device) {
      super(
          device,
          status ->
              new Status(
                  status.percentComplete() == 100 ? 120 : status.percentComplete(),
                  status.bytes()));
    }
  }

  /** Counts down. */
  public static final class CountsDown extends Says {
    /** One on {@code device}. */
    public CountsDown(ScannerDevice device) {
      super(
          device, status -> new Status(100 - (int) Math.min(100, status.bytes()), status.bytes()));
    }
  }

  @Test
  void wrongBytesAreCounted() throws Exception {
    StatusFigures figures = figures(WrongBytes.class);
    assertTrue(figures.bytesWrong() > 100, figures::toString);
    assertTrue(figures.bytesRight() > 100, figures::toString);
    assertEquals(figures.messages(), figures.bytesWrong() + figures.bytesRight());
    assertEquals(0, figures.falls());
  }

  @Test
  void aPercentageThatFallsIsCounted() throws Exception {
    StatusFigures figures = figures(CountsDown.class);
    assertTrue(figures.falls() > 100, figures::toString);
    assertEquals(100, figures.percent().most());
    assertEquals(0, figures.bytesWrong());
  }

  @Test
  void theyAreTheSameForAnyNumberOfWorkers() throws Exception {
    assertEquals(figures(CountsDown.class, 1), figures(CountsDown.class, 2));
  }

  @Test
  void whatIsNoPercentageIsShown() throws Exception {
    StatusFigures figures = figures(TooMuch.class);
    assertEquals(new Spread(0, 120), figures.percent());
    String out =
        run(with(
                List.of(
                    "verify", "--learn=0", "--only", "driver", "--driver", TooMuch.class.getName()),
                with(BOUNDS, "--bands", "1", "--faults", "0", "--runs", "1")))
            .out();
    assertTrue(
        out.contains(
            "\n           status messages (V22): 0 to 120 percent, never less than before in a page;"
                + " bytes always right; 1 to "),
        out);
  }

  /** The parts keep them in their files. */
  @Tag("ci")
  @Test
  void theyAreTheSameForAnyNumberOfParts() throws Exception {
    List<String> words =
        List.of(
            with(
                List.of(
                    "verify",
                    "--learn=0",
                    "--only",
                    "driver",
                    "--driver",
                    CountsDown.class.getName()),
                with(BOUNDS, "--bands", "1", "--faults", "0", "--runs", "5")));
    JsonNode whole = inJson(run(with(words, "--json")));
    assertTrue(whole.path("falls").asInt() > 0, whole::toString);
    assertEquals(100, whole.at("/percent/most").asInt());
    assertEquals(1, whole.at("/ofAWholePage/least").asInt());
    assertEquals(0, whole.path("notSaid").asInt());
    assertEquals(0, whole.path("bytesWrong").asInt());
    assertEquals(whole.path("messages"), whole.path("bytesRight"));
    String first = folder.resolve("first").toString();
    String second = folder.resolve("second").toString();
    run(with(words, "--shard", "1/2", "--checkpoint", first));
    run(with(words, "--shard", "2/2", "--checkpoint", second));
    assertEquals(whole, inJson(run("merge", "--json", second, first)));
  }

  private static String[] with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** What delivers bands has messages of another kind. */
  @Test
  void aBandedDriverHasNone() throws Exception {
    JsonNode driver =
        JSON.readTree(run("verify", "--cover", "--driver", "reference", "--json").out())
            .path("driver");
    assertTrue(driver.has("statusMessages"));
    assertTrue(driver.path("statusMessages").isNull());
  }
}
