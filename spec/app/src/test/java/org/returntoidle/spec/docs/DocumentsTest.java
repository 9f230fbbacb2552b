package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.report.Rulebook;
import org.returntoidle.spec.report.RulebookEntry;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;

/** What the documents say is generated, run or looked up here. */
class DocumentsTest {
  /** So that a newcomer reads them to the end; what is too much goes to a page. */
  @ParameterizedTest
  @CsvSource({"README.md, 160", "CONTRIBUTING.md, 90", "tla/TUTORIAL.md, 66"})
  void whatEverybodyReadsIsShort(String name, int lines) throws IOException {
    assertShort(Readme.text(name), lines);
    assertThrows(AssertionError.class, () -> assertShort("a line\n".repeat(lines + 1), lines));
  }

  private static void assertShort(String text, int limit) {
    long lines = text.lines().count();
    assertTrue(lines <= limit, () -> lines + " lines; at most " + limit);
  }

  @Tag("generates")
  @Test
  void theRulebookIsThatOfTheCode() throws IOException {
    Pinned.check(Readme.ROOT.resolve(Readme.RULES), Rulebook.markdown());
  }

  @Test
  void aStaleFileIsFoundAndTheCommandNamed(@TempDir Path folder) throws IOException {
    Path stale = Files.writeString(folder.resolve("RULES.md"), "### A5\n");
    AssertionError failure =
        assertThrows(AssertionError.class, () -> Pinned.check(stale, Rulebook.markdown()));
    assertTrue(String.valueOf(failure.getMessage()).contains(Pinned.GENERATE), failure::toString);
  }

  @Test
  void everyRuleHasAnAnchorInTheRulebook() throws IOException {
    Set<String> anchors = Readme.anchors(Readme.RULES);
    for (Rule rule : Rule.values()) {
      assertTrue(anchors.contains(RulebookEntry.anchor(rule)), rule::name);
      assertFalse(rule.intent().isBlank(), rule::name);
    }
  }

  /** The Javadoc of each check of the kit leads to its rule. */
  @Test
  void theKitLinksToTheRulebook() throws IOException {
    Path kit =
        Path.of("spec/kit/src/main/java/org/returntoidle/spec/kit/CancellationContract.java");
    List<MatchResult> links =
        Pattern.compile("<a\\s+href=\"([^\"#]+)#(\\w+)\">(\\w+)</a>")
            .matcher(Readme.text(kit.toString()))
            .results()
            .toList();
    Set<String> linked = new TreeSet<>();
    for (MatchResult link : links) {
      Path target = Readme.ROOT.resolve(kit).resolveSibling(link.group(1)).normalize();
      assertEquals(Readme.ROOT.resolve(Readme.RULES), target);
      assertEquals(link.group(3).toLowerCase(Locale.ROOT), link.group(2));
      linked.add(link.group(3));
    }
    assertEquals(Judge.RULES.stream().map(Rule::name).collect(Collectors.toSet()), linked);
  }

  /** What neither CI nor a test runs, and why not. */
  private static final Map<String, String> RUN_BY_NOBODY =
      Map.of(
          "mvn -B spotless:apply",
          "changes the sources; that they are formatted is checked",
          Pinned.GENERATE.replace(" -q", ""),
          "changes the sources; that they are up to date is checked",
          "mvn -B -Pload -pl spec/app -am test",
          "takes half an hour, since it keeps the machine busy",
          "mvn -B verify -Pwhole",
          "takes hours",
          "mvn -B -T1 -Pbench test",
          "its figures mean something on a quiet machine only");

  /**
   * In blocks and in CONTRIBUTING's table: run by CI, or word by word by {@link PackagedJarIT} or
   * TutorialIT.
   */
  @Test
  void everyCommandIsRun() throws IOException {
    String ci = Readme.text(".ci/run");
    Set<String> unrun = new TreeSet<>();
    for (String command : commands()) {
      boolean packaged = PackagedJarIT.RUN_FROM_DOCUMENTS.stream().anyMatch(command::startsWith);
      if (!ci.contains(command) && !packaged && !TutorialIT.commands().contains(command)) {
        unrun.add(command);
      }
    }
    assertEquals(new TreeSet<>(RUN_BY_NOBODY.keySet()), unrun);
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String block : Readme.shellBlocks()) {
      block
          .lines()
          .map(line -> line.replaceFirst(" *#.*", "").replaceAll(" +", " "))
          .forEach(commands::add);
    }
    Pattern.compile("(?m)^\\| `((?:mvn|java) [^`]+)`")
        .matcher(Readme.text("CONTRIBUTING.md"))
        .results()
        .map(row -> row.group(1))
        .forEach(commands::add);
    return commands;
  }

  /** Which assumption is needed for what: the claims that must fail without it. */
  @Test
  void theProofHasTheFairnessOfTheClaims() throws IOException {
    Pattern name = Pattern.compile("without-(\\w+)-([\\w-]+?)((?:-L\\d)+)");
    Map<String, List<String>> needed = new TreeMap<>();
    for (Claim claim : TlaFiles.JAR.claims()) {
      Matcher entry = name.matcher(claim.name());
      if (entry.matches()) {
        for (String rule : Splitter.on('-').omitEmptyStrings().split(entry.group(3))) {
          needed
              .computeIfAbsent(rule + " " + entry.group(2), key -> new ArrayList<>())
              .add(entry.group(1));
        }
      }
    }
    String proof = Readme.text(Readme.PROOF);
    for (String property : List.of("L1", "L2", "L3", "L4", "L5")) {
      String row =
          Stream.of("not-asynchronous", "blocking", "interruptible")
              .map(driver -> needed.getOrDefault(property + " " + driver, List.of()))
              .map(needs -> String.join(", ", needs))
              .collect(Collectors.joining(" | ", " | ", " |\n"));
      assertTrue(
          Pattern.compile("(?m)^\\| " + property + " [^|]*" + Pattern.quote(row))
              .matcher(proof)
              .find(),
          () -> Readme.PROOF + " needs a row for " + property + " with" + row);
    }
  }

  /** The figures of the page on what is proved are those of the claims. */
  @Tag("ci")
  @Test
  void theProofHasTheFiguresOfTheClaims() throws IOException {
    List<Claim> claims = TlaFiles.JAR.claims();
    List<Integer> unbounded =
        Configuration.all(Bounds.NONE)
            .map(kind -> Explorer.graph(new Protocol(kind)).stateCount())
            .sorted()
            .toList();
    List<Long> many = states(claims, "many-");
    Protocol protocol = new Protocol(Configuration.DEFAULT.with(Bounds.NONE));
    String text = Readme.text(Readme.PROOF).replaceAll("\\s+", " ");
    for (String said :
        List.of(
            "runs all %d claims".formatted(claims.size()),
            "in %d configurations".formatted(unbounded.size()),
            "as %d actions in".formatted(Action.BANDED.size()),
            String.format(
                Locale.ROOT, "(%,d to %,d states)", unbounded.get(0), Iterables.getLast(unbounded)),
            String.format(Locale.ROOT, "(%,d to %,d states)", many.get(0), Iterables.getLast(many)),
            String.format(
                Locale.ROOT,
                "(%,d of %,d with interruptible reads)",
                new Induction(protocol).states().count(),
                TypeCorrect.count(protocol.configuration())))) {
      assertTrue(text.contains(said), said);
    }
    for (DriverKind driver : DriverKind.values()) {
      Induction induction = new Induction(new Protocol(Configuration.DEFAULT.with(driver)));
      String kind =
          driver == DriverKind.NOT_ASYNCHRONOUS
              ? "not asynchronous"
              : driver.name().toLowerCase(Locale.ROOT) + " reads";
      assertTrue(text.contains("| " + kind + " | at most " + induction.mostToIdle()), kind);
      assertEquals(4 * 2 + 3, induction.mostOfTransfer());
    }
  }

  private static List<Long> states(List<Claim> claims, String family) {
    return claims.stream()
        .filter(claim -> claim.name().startsWith(family))
        .flatMap(claim -> Optional.ofNullable(claim.figures().distinctStates()).stream())
        .sorted()
        .toList();
  }

  /** How many schedules verify will run: counted in the model. */
  @Test
  void theVerdictHasTheScopesOfVerify() throws IOException {
    String verdict = Readme.text(Readme.VERDICT);
    for (Scope scope : Iterables.concat(IterativeDeepening.LADDERS)) {
      String row =
          String.format(
              Locale.ROOT,
              " | %d | %d | %d | %,d |\n",
              scope.bounds().bands().orElseThrow(),
              scope.bounds().transfers().orElseThrow(),
              scope.events(),
              IterativeDeepening.estimate(DriverKind.INTERRUPTIBLE, scope));
      assertTrue(verdict.contains(row), row);
    }
  }

  /** The project that is built against the kit is the one that README and page show. */
  @Test
  void theDocumentsHaveTheProjectOfTheKit() throws IOException {
    Path project = Path.of("spec", "kit", "src", "it", "my-driver");
    Path sources = Path.of("src", "main", "java", "com", "example", "MyDriver.java");
    Path tests = Path.of("src", "test", "java", "com", "example", "MyDriverTest.java");
    String driver = Readme.blocks("README.md", "java").get(0);
    assertEquals(driver, Readme.text(project.resolve(sources).toString()));
    String test = Readme.blocks(Readme.KIT, "java").get(0);
    assertEquals(test, Readme.text(project.resolve(tests).toString()));
    String dependency = Readme.blocks(Readme.KIT, "xml").get(0).indent(4);
    assertTrue(Readme.text(project.resolve("pom.xml").toString()).contains(dependency), dependency);
  }

  /** And no snapshot: what is released does not move. */
  @Test
  void theVersionIsTheSameEverywhere() throws IOException {
    String version = Distribution.version();
    assertTrue(version.matches("\\d+[.]\\d+[.]\\d+"), version);
    for (String block : Readme.blocks(Readme.KIT, "xml")) {
      assertTrue(block.contains("<version>" + version + "</version>"), block);
    }
    String gradle = Readme.text("spec/app/src/main/dist/examples/gradle/build.gradle");
    assertEquals(
        Set.of(version),
        Pattern.compile("'org.returntoidle:[a-z-]+:(.*)'")
            .matcher(gradle)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet()));
  }

  /** By {@link PackagedJarIT}, whose tests with the tag {@code ci} are run there. */
  @Test
  void ciRunsTheReadmesMainJob() throws IOException {
    assertTrue(Readme.text(".ci/run").contains("\nmvn -B verify -Pci\n"));
    Pattern profile =
        Pattern.compile("<id>ci</id>\\s*<properties>\\s*<tests.not.run>whole</tests.not.run>");
    assertTrue(profile.matcher(Readme.text("pom.xml")).find());
  }

  static Stream<String> documents() {
    return Readme.ALL.stream();
  }

  /** To a file, and to a heading in it. */
  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(String name) throws IOException {
    assertEquals(Set.of(), deadLinks(name, Readme.text(name)));
  }

  @Test
  void aDeadLinkIsFound() throws IOException {
    String links = "[a](RULES.md#a4) [b](RULES.md#a99) [c](#z) [d](NOWHERE.md) [e](KIT.md)";
    assertEquals(Set.of("RULES.md#a99", "#z", "NOWHERE.md"), deadLinks("spec/VERDICT.md", links));
  }

  private static Set<String> deadLinks(String name, String text) throws IOException {
    Set<String> dead = new TreeSet<>();
    for (MatchResult link :
        Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)").matcher(text).results().toList()) {
      Path file = Readme.ROOT.resolve(name);
      Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1)).normalize();
      String document = Readme.ROOT.relativize(target).toString().replace(File.separatorChar, '/');
      boolean leads =
          Files.exists(target)
              && (link.group(2) == null || Readme.anchors(document).contains(link.group(2)));
      if (!leads) {
        dead.add(link.group().substring(2, link.group().length() - 1));
      }
    }
    return dead;
  }

  /** Class and file names in CONTRIBUTING.md are those of today. */
  @Test
  void namedClassesExist() throws IOException {
    Set<String> files;
    try (var tree = Files.walk(Readme.ROOT)) {
      files =
          tree.map(file -> String.valueOf(file.getFileName()))
              .filter(file -> file.endsWith(".java"))
              .map(file -> file.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Set<String> missing =
        Pattern.compile("`([A-Z][A-Za-z]+(?:Test)?)`")
            .matcher(Readme.text("CONTRIBUTING.md"))
            .results()
            .map(match -> match.group(1))
            .filter(name -> !files.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    // Actions and operators, the new ones of the example among them.
    missing.removeAll(Set.of("DeviceStopped", "StopDevice", "DriverNext", "EnvironmentNext"));
    assertEquals(Set.of(), missing);
  }
}
