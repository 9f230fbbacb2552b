package org.returntoidle.spec.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line run inside this JVM. */
record Cli(int exitCode, String out, String err) {
  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Cli(
        code, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
  }

  /** The name under which a nested class can be loaded. */
  static String name(Class<?> type) {
    return type.getName();
  }
}
