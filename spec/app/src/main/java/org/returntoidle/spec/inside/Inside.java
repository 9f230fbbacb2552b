package org.returntoidle.spec.inside;

import com.google.common.base.Splitter;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.returntoidle.model.Platform;

/**
 * Explores a driver in a JVM of its own: Lincheck rewrites the classes of the one that it runs in,
 * and a driver that hangs leaves threads behind.
 */
public final class Inside {
  private static final String MAIN = "org.returntoidle.spec.cli.InsideMain";

  private Inside() {}

  /**
   * Plays every scene, up to the first violation.
   *
   * @param driver its name, as the command line knows it
   * @param classpath where its classes are
   * @param most how many interleavings of each scene
   */
  public static InsidePart explore(
      String driver, List<String> classpath, Platform platform, int most) {
    Stopwatch watch = Stopwatch.createStarted();
    ImmutableList.Builder<Explored> scenes = ImmutableList.builder();
    Optional<String> notTested = Optional.empty();
    try {
      Process process = start(driver, classpath, platform, most);
      String last = "it said nothing";
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Optional<Explored> explored = Wire.read(line);
          explored.ifPresent(scenes::add);
          last = explored.isPresent() ? last : line;
        }
        int code = process.waitFor();
        notTested = code == 0 ? notTested : Optional.of(last);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      notTested = Optional.of("no other JVM can be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notTested = Optional.of("it was interrupted");
    }
    return new InsidePart(scenes.build(), notTested, watch.elapsed(TimeUnit.MILLISECONDS));
  }

  private static Process start(String driver, List<String> classpath, Platform platform, int most)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // So the JVM does not warn that its archive of classes is not used.
    command.addAll(List.of("-Xshare:off", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", ownClasspath(), MAIN));
    command.addAll(List.of(driver, platform.label(), Integer.toString(most)));
    command.addAll(classpath);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String ownClasspath() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
