package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in text have one form, whatever the system speaks. */
@Isolated("the locale is everybody's")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LocalesTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir private static Path folder = Path.of("unset");

  private static List<String> usual = List.of();

  @BeforeAll
  static void inNoLanguage() throws Exception {
    Locale.setDefault(Locale.ROOT);
    usual = said();
  }

  @AfterEach
  void back() {
    Locale.setDefault(BEFORE);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"fr", "hi-IN-u-nu-deva", "ar-EG-u-nu-arab"})
  void soItIsInOthers(String tag) throws Exception {
    everyCommandSaysTheSame(tag);
  }

  @Tag("ci")
  @ParameterizedTest
  @ValueSource(strings = "de-CH")
  void everyCommandSaysTheSame(String tag) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals(usual, said());
  }

  /** Otherwise the test above could not fail. */
  @Test
  void theseLocalesHaveAnotherForm() {
    for (String tag : List.of("de-CH", "fr", "hi-IN-u-nu-deva", "ar-EG-u-nu-arab")) {
      String number = String.format(Locale.forLanguageTag(tag), "%,d", 1_234_567);
      assertNotEquals("1,234,567", number, tag);
    }
  }

  private static List<String> said() throws Exception {
    Path trace = folder.resolve("trace.jsonl");
    StringBuilder text =
        new StringBuilder("{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n");
    for (int i = 0; i < 1_200; i++) {
      text.append("{\"event\":\"NotifyCancelIO\"}\n");
    }
    text.append("{\"event\":\"AcquireItemData\"}\n");
    Files.writeString(trace, text);
    Path backwards = folder.resolve("backwards.jsonl");
    Files.writeString(
        backwards,
        """
        {"format":1,"platform":"XP","driver":"Blocking"}
        {"event":"NotifyCancelIO","thread":1,"time":12345}
        {"event":"NotifyCancelIO","thread":1,"time":1234}
        """);
    List<String> said = new ArrayList<>();
    for (String command :
        List.of(
            "verify --only driver --driver stale-flag --runs 0 --report FOLDER --junit FOLDER/x.xml",
            "verify --only driver --cancels 1 --transfers 1 --runs 10 --report FOLDER",
            "explore --bands 3",
            "explore --bands 0",
            "prove --config hazard-H2",
            "drivers",
            "rules",
            "rules --machine",
            "replay FOLDER/stale-flag-A4-xp.json",
            "replay FOLDER/x.xml",
            "check-trace FOLDER/trace.jsonl FOLDER/backwards.jsonl",
            "verify --hang-after 0",
            "verify --transfers 900 --bands 900 --cancels 900")) {
      Cli cli = Cli.run(command.replace("FOLDER", folder.toString()).split(" ", -1));
      assertTrue(cli.out().length() + cli.err().length() > 0, command);
      said.add(command + "\n" + withoutTimes(cli.out() + cli.err()));
    }
    said.add(withoutTimes(Files.readString(folder.resolve("x.xml"))));
    said.add(withoutTimes(Files.readString(folder.resolve("index.html"))));
    return said;
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("time=\"\\d+\\.\\d{3}\"", "")
        .replaceAll(" +\\d+\\.\\d s", "")
        .replaceAll("( {2,})\\d+\\.\\d(?= )", "$1")
        .replaceAll("search .*", "")
        .replaceAll("\\d+\\.\\d bytes", "");
  }
}
