package org.returntoidle.spec.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A driver's process that goes wrong in the way that its argument names. It is a small right driver
 * otherwise, which speaks the protocol without anything of ours, as a foreign program does.
 */
final class OddProcess {
  private static final String OK = "0x00000000";
  private static final String FALSE = "0x00000001";

  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
  private final PrintStream out = System.out;
  private final String oddity;
  private boolean canceled;
  private int resets;

  private OddProcess(String oddity) {
    this.oddity = oddity;
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("dialogue")) {
      dialogue(Path.of(args[1]));
    } else {
      new OddProcess(args[0]).run();
    }
  }

  /** Plays the driver's part of a dialogue; ends with code 9 where the kit says something else. */
  private static void dialogue(Path file) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line : Files.readAllLines(file)) {
      String text = line.substring(2);
      if (line.startsWith("<")) {
        System.out.println(text);
      } else if (!text.equals(in.readLine())) {
        System.exit(9);
      }
    }
    in.readLine();
  }

  private void run() throws Exception {
    if (is("is silent")) {
      waitForEver();
    }
    say(greeting(), hear());
    while (true) {
      String request = next();
      if (request.equals("Reset")) {
        resets++;
        if (is("is gone") && resets == 3) {
          System.exit(6); // Behind what is asked before the schedule.
        }
        say("Ready");
        if (is("answers unasked")) {
          say("Notified");
        }
      } else {
        acquire();
        if (is("ends while idle")) {
          System.exit(4);
        }
      }
    }
  }

  private String greeting() {
    return switch (oddity) {
      case "greets wrongly" -> "Good morning";
      case "greets with 3" -> "Driver 3 Asynchronous";
      case "greets with 1 and more" -> "Driver 1 Asynchronous CancelsByItself";
      case "greets with what nobody knows" -> "Driver 2 NotAsynchronous CancelsByItself Flies";
      case "greets with what comes later" -> "Driver 2 Asynchronous Bytes";
      case "greets with streams and more" -> "Driver 2 Asynchronous Streams Flies";
      case "greets with half of it" -> "Driver 2 Asynchronous Feeder";
      case "greets with 2" -> "Driver 2 Asynchronous";
      case "gives up" -> "Driver 2 Asynchronous CancelsByItself";
      case "gives up unstopped" -> "Driver 2 NotAsynchronous CancelsByItself";
      default -> "Driver 1 Asynchronous";
    };
  }

  /** Whether it cancels by its own decision. */
  private boolean givesUp() {
    return oddity.startsWith("gives up");
  }

  private void acquire() throws Exception {
    canceled = false;
    switch (oddity) {
      case "ends" -> {
        System.err.println("out of luck");
        System.exit(3);
      }
      case "writes garbage" -> say("\u001b[2J\u0007 what?");
      case "writes a line without end" -> {
        while (true) {
          out.print("StartDevice and so on ");
        }
      }
      case "calls and does not listen" -> {
        while (true) {
          out.println("StartDevice\nStopDevice");
        }
      }
      case "interrupts without end" -> {
        call("StartDevice");
        call("SubmitRead");
        while (true) {
          out.println("InterruptRead");
        }
      }
      case "closes its output" -> {
        out.close();
        waitForEver();
      }
      case "is silent in a transfer" -> waitForEver();
      case "complains without end" -> {
        while (true) {
          System.err.println("no, no, no");
        }
      }
      case "returns no code" -> say("ReturnFromAcquire banana");
      case "delivers what it never read" -> say("DeliverBand 7 7");
      case "awaits what it never submitted" -> say("AwaitRead");
      default -> {}
    }
    String code = OK;
    boolean last = false;
    call("StartDevice");
    while (code.equals(OK) && !last && !canceled) {
      call("SubmitRead");
      String read = call("AwaitRead");
      last = read.startsWith("ReadLastBand");
      code = canceled ? FALSE : result(read);
      canceled |= givesUp() && read.startsWith("ReadBand") && code.equals(OK);
    }
    if (!is("gives up unstopped") || !code.equals(OK) || !canceled) {
      call("StopDevice");
    }
    say("ReturnFromAcquire " + (code.equals(OK) && canceled ? FALSE : code));
  }

  private String result(String read) throws Exception {
    String what = read.replaceAll(" .*", "");
    String rest = read.substring(what.length());
    return switch (what) {
      case "ReadButton" -> FALSE;
      case "ReadFault" -> rest.strip();
      default ->
          call(what.equals("ReadNotReady") ? "SendStatus" : "DeliverBand" + rest)
              .replaceAll(".* ", "");
    };
  }

  private String call(String line) throws Exception {
    if (is("is late")) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
    say(line);
    return next();
  }

  private String next() throws Exception {
    while (true) {
      String line = hear();
      if (line.equals("NotifyCancelIO") || line.equals("NotifyOtherEvent")) {
        if (is("ends in a notification")) {
          System.exit(5);
        }
        canceled |= line.equals("NotifyCancelIO");
        if (!is("does not answer a notification")) {
          say(is("answers a notification wrongly") ? "AnswerBusy" : "Notified");
        }
      } else if (line.startsWith("AcquireItemDataAgain")) {
        say(is("begins again") ? "AnswerAgain 0x00000000" : "AnswerBusy");
      } else {
        return line;
      }
    }
  }

  private boolean is(String what) {
    return oddity.equals(what);
  }

  private String hear() throws Exception {
    String line = in.readLine();
    if (line == null) {
      if (is("has a child")) {
        waitForEver(); // The kit has to end it.
      }
      System.exit(0);
    }
    if (is("has a child") && line.equals("Hello 1")) {
      new ProcessBuilder(
              List.of(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OddProcess.class.getName(),
                  "is silent"))
          .start();
    }
    return String.valueOf(line);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private void say(String line, String heard) {
    if (heard.equals("Hello 1")) {
      say(line);
    }
  }

  private static void waitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
