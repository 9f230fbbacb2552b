package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The C compiler, where there is one. */
final class Gcc {
  static final boolean IS_INSTALLED = isInstalled("gcc");
  static final boolean HAS_CPP = isInstalled("g++");

  /** What drivers and recorders include. */
  private static final String HEADERS = Path.of("src/main/c").toString();

  private Gcc() {}

  private static boolean isInstalled(String compiler) {
    try {
      return new ProcessBuilder(compiler, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compiles C; every warning is an error. */
  static void compile(Path source, Path program) throws IOException, InterruptedException {
    compile(List.of("gcc", "-std=c99"), source, program);
  }

  /** Compiles C++; every warning is an error. */
  static void compileCpp(Path source, Path program) throws IOException, InterruptedException {
    compile(List.of("g++", "-std=c++17", "-pthread"), source, program);
  }

  private static void compile(List<String> compiler, Path source, Path program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(compiler);
    Collections.addAll(
        command, "-Wall", "-Wextra", "-Werror", "-I", HEADERS, "-o", program.toString());
    command.add(source.toString());
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, gcc.waitFor(), said);
  }
}
