package org.returntoidle.spec.inside;

import com.google.common.base.Splitter;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.Progress;

/**
 * Explores a driver in a JVM of its own: Lincheck rewrites the classes of the one that it runs in,
 * and a driver that hangs leaves threads behind. That JVM ends with this one, whatever ends this
 * one, since it reads from it.
 */
public final class Inside {
  /** Stands for every scene. */
  public static final String EVERY_SCENE = "every scene";

  private Inside() {}

  /**
   * What is explored.
   *
   * @param main the program that the other JVM runs: it finds the driver, and passes it to {@link
   *     InsideProcess}
   * @param driver its name, as {@code main} knows it
   * @param classpath where its classes are, if not on the class path of this JVM
   * @param scene the only one; empty for all
   * @param most how many interleavings of each scene
   */
  public record Settings(
      Class<?> main,
      String driver,
      List<String> classpath,
      Platform platform,
      Optional<Scene> scene,
      int most,
      Deadline deadline) {
    /** Only as far as something was found. */
    public Settings only(Explored found) {
      return new Settings(
          main,
          driver,
          classpath,
          platform,
          Optional.of(found.scene()),
          found.interleavings(),
          Deadline.NEVER);
    }
  }

  /** Plays every scene, up to the first violation. */
  public static InsidePart explore(Settings settings) {
    return explore(settings, Progress.NONE);
  }

  /** The same, and shows which meeting was played last. */
  public static InsidePart explore(Settings settings, Progress progress) {
    try (Progress.Bar bar = progress.start("meetings", -1)) {
      return explore(settings, bar);
    }
  }

  private static InsidePart explore(Settings settings, Progress.Bar bar) {
    Stopwatch watch = Stopwatch.createStarted();
    Told told;
    try {
      Process process = start(settings);
      try {
        told = told(process, settings.deadline(), bar);
      } finally {
        process.destroyForcibly().onExit().join();
      }
    } catch (IOException e) {
      told = Told.nothing("no other JVM can be run: " + e.getMessage());
    }
    return new InsidePart(
        told.scenes().values().asList(),
        told.notTested(),
        told.cut(),
        watch.elapsed(TimeUnit.MILLISECONDS));
  }

  /**
   * What the other JVM has said.
   *
   * @param scenes the last word on each
   * @param notTested why nothing can be said of the others; empty if something can
   * @param cut whether the time was up
   */
  private record Told(
      ImmutableMap<Scene, Explored> scenes, Optional<String> notTested, boolean cut) {
    static Told nothing(String why) {
      return new Told(ImmutableMap.of(), Optional.of(why), false);
    }
  }

  /** Collects lines; another thread may look at what there is so far. */
  private static final class Heard {
    private final List<Explored> scenes = new ArrayList<>();
    private final Progress.Bar bar;
    private String last = "the other JVM said nothing";

    Heard(Progress.Bar bar) {
      this.bar = bar;
    }

    synchronized void line(String line) {
      Optional<Explored> explored = Wire.read(line);
      explored.ifPresentOrElse(this::scene, () -> last = line);
    }

    private synchronized void scene(Explored explored) {
      scenes.add(explored);
      bar.step();
      bar.says(explored.scene().toString());
    }

    synchronized Told told(int code) {
      return new Told(scenes(), code == 0 ? Optional.empty() : Optional.of(last), false);
    }

    synchronized Told cut() {
      return new Told(scenes(), Optional.empty(), true);
    }

    private ImmutableMap<Scene, Explored> scenes() {
      ImmutableMap.Builder<Scene, Explored> latest = ImmutableMap.builder();
      scenes.forEach(explored -> latest.put(explored.scene(), explored));
      return latest.buildKeepingLast();
    }
  }

  private static Told told(Process process, Deadline deadline, Progress.Bar bar) {
    Heard heard = new Heard(bar);
    CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> listen(process, heard));
    try {
      int code =
          deadline.left().isPresent()
              ? end.get(nanoseconds(deadline.left().get()), TimeUnit.NANOSECONDS)
              : end.get();
      return heard.told(code);
    } catch (TimeoutException e) {
      return heard.cut();
    } catch (ExecutionException e) {
      return Told.nothing("the other JVM cannot be heard: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return heard.cut();
    }
  }

  private static long nanoseconds(Duration left) {
    return Math.max(0, left.toNanos());
  }

  private static int listen(Process process, Heard heard) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.line(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Process start(Settings settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // So the JVM does not warn that its archive of classes is not used, and Lincheck needs no third
    // JVM to get in.
    command.addAll(List.of("-Xshare:off", "-Djdk.attach.allowAttachSelf=true"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    // Lincheck looks for the driver's classes where it finds its own.
    command.addAll(List.of("-cp", ownClasspath() + classpath(settings.classpath())));
    command.add(settings.main().getName());
    command.addAll(List.of(settings.driver(), settings.platform().label()));
    command.add(settings.scene().map(Scene::toString).orElse(EVERY_SCENE));
    command.add(Integer.toString(settings.most()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String classpath(List<String> entries) {
    return entries.stream()
        .map(entry -> File.pathSeparator + Path.of(entry).toAbsolutePath())
        .collect(Collectors.joining());
  }

  private static String ownClasspath() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
