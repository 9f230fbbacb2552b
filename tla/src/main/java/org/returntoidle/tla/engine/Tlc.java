package org.returntoidle.tla.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs TLC, each time in a JVM and in folders of its own: two runs in one JVM, or in one folder,
 * disturb each other. Safe for use by several threads.
 */
public final class Tlc {
  /** Most runs end before the best compiler pays; several run at once, so each collects alone. */
  private static final ImmutableList<String> SMALL = ImmutableList.of("-XX:TieredStopAtLevel=1");

  private static final ImmutableList<String> LARGE = ImmutableList.of();

  private static final ClassArchive CLASSES =
      new ClassArchive(() -> new ScratchDirectory().folder());

  /** One run in twenty or so fails; that so many in a row do has another reason. */
  private static final int TIMES = 10;

  private final int workers;

  /** Empty if nobody wants to know how far it is. */
  private final Optional<StateCount> count;

  /**
   * A runner.
   *
   * @param workers threads that search states, at least 1
   */
  public Tlc(int workers) {
    this(workers, Optional.empty());
  }

  private Tlc(int workers, Optional<StateCount> count) {
    this.workers = workers;
    this.count = count;
  }

  /**
   * The same, which tells how far it is.
   *
   * @param states told how many states all its runs together have found; called by other threads
   */
  public Tlc counting(LongConsumer states) {
    return new Tlc(workers, Optional.of(new StateCount(states)));
  }

  /**
   * Checks one configuration file's text.
   *
   * @throws TlcException if TLC cannot be started, is interrupted or does not end
   */
  public TlcResult check(Modules modules, String cfg) {
    return check(modules, SMALL, cfg);
  }

  /**
   * The same, for a configuration with so many states that it pays to compile TLC well.
   *
   * @throws TlcException if TLC cannot be started, is interrupted or does not end
   */
  public TlcResult checkMany(Modules modules, String cfg) {
    return check(modules, LARGE, cfg);
  }

  private TlcResult check(Modules modules, List<String> jvm, String cfg) {
    return again(
        () -> {
          try (ScratchDirectory place = new ScratchDirectory()) {
            return run(modules, place, jvm, cfg, List.of());
          }
        });
  }

  /** Runs until TLC does not lose its counterexample; a few times at most. */
  static TlcResult again(Supplier<TlcResult> run) {
    TlcResult result = run.get();
    for (int i = 1; i < TIMES && result.lostItsCounterexample(); i++) {
      result = run.get();
    }
    return result;
  }

  /**
   * Lets TLC write the state graph of a configuration without properties.
   *
   * @throws TlcException if TLC cannot be started, gives no verdict, or the dump is damaged
   */
  public TlcGraph graph(Modules modules, String cfg) {
    try (ScratchDirectory place = new ScratchDirectory()) {
      Path dump = place.folder().resolve("graph.dot");
      TlcResult result =
          run(modules, place, SMALL, cfg, List.of("-dump", "dot,actionlabels", dump.toString()));
      if (result.outcome() != TlcResult.Outcome.HOLDS) {
        throw new TlcException("TLC did not write the state graph: " + result.problem());
      }
      return TlcGraph.read(dump, result);
    } catch (IOException e) {
      throw new TlcException("cannot read TLC's state graph: " + e.getMessage(), e);
    }
  }

  /**
   * Lets TLC visit all states of a module that prints what it finds.
   *
   * @return everything that was said
   * @throws TlcException if TLC does not visit all states
   */
  public List<String> say(Modules modules, String cfg) {
    try (ScratchDirectory place = new ScratchDirectory()) {
      Ended ended = tlc(modules, place, LARGE, cfg, arguments(modules, place, List.of()));
      TlcResult result = TlcResult.parse(ended.exitCode(), ended.output(), 0);
      if (result.outcome() != TlcResult.Outcome.HOLDS) {
        throw new TlcException("TLC did not visit all states: " + result.problem());
      }
      return ended.output();
    }
  }

  private List<String> arguments(Modules modules, ScratchDirectory place, List<String> options) {
    String main = count.isPresent() ? CountingTlc.class.getName() : "tlc2.TLC";
    List<String> arguments = new ArrayList<>(List.of(main, "-tool", "-fp", "0"));
    arguments.addAll(List.of("-workers", Integer.toString(workers), "-lncheck", "final"));
    arguments.addAll(List.of("-metadir", place.folder().resolve("states").toString()));
    arguments.addAll(options);
    arguments.addAll(List.of("-config", "run.cfg", modules.root()));
    return arguments;
  }

  private TlcResult run(
      Modules modules, ScratchDirectory place, List<String> jvm, String cfg, List<String> options) {
    long start = System.nanoTime();
    List<String> arguments = arguments(modules, place, options);
    Ended ended = tlc(modules, place, jvm, cfg, arguments);
    return TlcResult.parse(
        ended.exitCode(), ended.output(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /**
   * Runs {@link RelationWalk}, whose answer is what it prints.
   *
   * @param arguments after the name of the root module
   * @throws TlcException if it ends with an error
   */
  List<String> walk(Modules modules, String cfg, List<String> arguments) {
    try (ScratchDirectory place = new ScratchDirectory()) {
      List<String> all = new ArrayList<>(List.of(RelationWalk.class.getName(), modules.root()));
      all.addAll(arguments);
      Ended ended = java(modules, place, LARGE, cfg, classpath(), all);
      if (ended.exitCode() != 0) {
        throw new TlcException(
            String.format(
                Locale.ROOT, "exit code %d: %s", ended.exitCode(), problem(ended.output())));
      }
      // TLC's evaluator says things on standard error, which is in the same file.
      return ended.output().stream()
          .dropWhile(
              line ->
                  !line.startsWith(RelationWalk.EQUAL) && !line.startsWith(RelationWalk.DIFFERENT))
          .toList();
    }
  }

  private static String problem(List<String> output) {
    return output.stream()
        .filter(line -> line.matches(".*(Exception|Error).*"))
        .findFirst()
        .orElse(output.isEmpty() ? "it said nothing" : output.get(output.size() - 1));
  }

  /** This program's own class path; the process has another working folder. */
  private static String classpath() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private record Ended(int exitCode, List<String> output) {}

  private Ended tlc(
      Modules modules,
      ScratchDirectory place,
      List<String> jvm,
      String cfg,
      List<String> arguments) {
    ImmutableList<String> archive = CLASSES.options();
    List<String> options = ImmutableList.<String>builder().addAll(jvm).addAll(archive).build();
    if (count.isEmpty()) {
      Ended ended = java(modules, place, options, cfg, jar().toString(), arguments);
      CLASSES.ended(archive);
      return ended;
    }
    StateCount.Watch watch = count.get().watch(place.folder());
    try {
      Ended ended = java(modules, place, options, cfg, classpath(), arguments);
      CLASSES.ended(archive);
      return ended;
    } finally {
      watch.close();
    }
  }

  private static Ended java(
      Modules modules,
      ScratchDirectory place,
      List<String> jvm,
      String cfg,
      String classpath,
      List<String> arguments) {
    Path folder = place.folder();
    Path output = folder.resolve("output.txt");
    try {
      place.write(
          into -> {
            Files.createDirectory(into.resolve("tmp"));
            modules.writeTo(into);
            Files.writeString(into.resolve("run.cfg"), cfg);
          });
      int exitCode = place.run(command(folder, jvm, classpath, arguments), output);
      return new Ended(
          exitCode,
          new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new TlcException("cannot run TLC in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static ImmutableList<String> command(
      Path folder, List<String> jvm, String classpath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xms256m", "-Xmx2g"));
    command.addAll(List.of("-Xss8m", "-Duser.language=en"));
    // SANY unpacks the standard modules there; two runs that share it disturb each other.
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(List.of("-cp", classpath));
    command.addAll(arguments);
    return ImmutableList.copyOf(command);
  }

  /** TLC's own version, such as {@code 2.18}. */
  public static String version() {
    String said = tlc2.TLCGlobals.versionOfTLC; // Version 2.18 of 20 March 2023
    return said.replaceFirst("Version (\\S+).*", "$1");
  }

  /** The jar that carries TLC: the TLA+ tools, or our own self-contained jar. */
  static Path jar() {
    try {
      return new File(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toPath();
    } catch (URISyntaxException e) {
      throw new TlcException("cannot find the jar that carries TLC", e);
    }
  }
}
