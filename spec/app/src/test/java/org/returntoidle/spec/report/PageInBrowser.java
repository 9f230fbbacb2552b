package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.ReplayFile;

/**
 * The page, used as a person would. Skipped where Chromium and its driver are not installed. What
 * it looks like is left in {@code target/screenshots}.
 */
@Tag("ci")
class PageInBrowser {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String BOTH = "#explore/xp-interruptible-both";

  private static final String HEADER =
      """
        {"format":1,"platform":"XP","driver":"Interruptible","records":["StartDevice","StopDevice"]}
        {"event":"AcquireItemData","thread":1}
        {"event":"StartDevice","thread":1}
        {"event":"DeliverBand","thread":1,"band":1,"bytes":65536}
        """;

  @TempDir private static Path folder = Path.of("unset");
  private static String page = "";
  private static @Nullable Browser opened;

  @BeforeAll
  static void open() throws IOException {
    if (!Browser.isInstalled()) {
      // A quiet build shows no reasons of its own.
      System.err.println("PageInBrowser is skipped: " + Browser.MISSING);
    }
    assumeTrue(Browser.isInstalled(), Browser.MISSING);
    BuiltInDriver driver = BuiltInDriver.ERROR_AS_CANCEL;
    Path file = folder.resolve("index.html");
    Files.writeString(
        file, Pages.page(Pages.part(driver.label(), driver.factory(), folder), Pages.matrix()));
    page = file.toUri().toString();
    opened = Browser.open(file);
  }

  @AfterEach
  void nothingLeftThePage() {
    assertEquals(List.of(), browser().requestsAndComplaints());
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private static Browser browser() {
    return Objects.requireNonNull(opened);
  }

  private static String variable(String name) {
    // The lists are closed at first: there is no text to be seen.
    return textOf("[data-variable=" + name + "]");
  }

  private static String textOf(String selector) {
    return String.valueOf(browser().find(selector).getDomProperty("textContent"));
  }

  private static List<String> textsOf(String selector) {
    return browser().all(selector).stream()
        .map(each -> String.valueOf(each.getDomProperty("textContent")))
        .toList();
  }

  private static void take(String... actions) {
    for (String action : actions) {
      browser().click("#actions button[data-action=" + action + "]");
    }
  }

  @Test
  void aTransferCanBeSteppedThroughAndBack() {
    browser().go(page);
    assertEquals("Idle", variable("state"));
    take("AcquireItemData", "StartDevice", "SubmitRead");
    assertEquals("Acquiring", variable("state"));
    assertEquals("Reading", variable("step"));
    assertEquals("On", variable("device"));
    take("PressCancelButton");
    assertEquals("yes", variable("button"));
    take("ReadButton");
    assertEquals("Canceling", variable("state"));
    take("StopDevice", "ReturnFromAcquire");
    assertEquals("Idle", variable("state"));
    assertEquals("S_FALSE", variable("result"));
    assertEquals(7, browser().all("#path li").size());
    browser().click("#back");
    assertEquals("Canceling", variable("state"));
    assertTrue(browser().text("#said").contains("The machine is Canceling."));
    browser().click("#restart");
    assertEquals("Idle", variable("state"));
    assertEquals(0, browser().all("#path li").size());
  }

  @Test
  void aPositionIsALink() {
    browser().go(page + BOTH + "/AcquireItemData/StartDevice");
    assertEquals("On", variable("device"));
    assertEquals(browser().address(), browser().find("#here").getDomProperty("href"));
    take("SubmitRead");
    assertTrue(browser().address().endsWith("/StartDevice/SubmitRead"), browser().address());
    browser().go(page + BOTH + "/AcquireItemData/ReadBand");
    assertTrue(browser().text("#said").contains("ReadBand cannot happen here."));
    browser().go(page + "#explore/nope");
    assertTrue(browser().text("#said").contains("There is no configuration nope."));
    browser().go(page + BOTH + "/%3Cimg%20src=x%3E");
    assertTrue(browser().text("#said").contains("<img src=x> cannot happen here."));
  }

  @Test
  void anotherKindOfDriverHasOtherSteps() {
    String reading = "/AcquireItemData/StartDevice/SubmitRead/CancelPendingIO/NotifyCancelIO";
    browser().go(page + BOTH + reading);
    assertFalse(browser().all("[data-action=InterruptRead]").isEmpty());
    browser()
        .run(
            "const c = document.getElementById('driver-choice'); c.value = 'Blocking';"
                + " c.dispatchEvent(new Event('change'))");
    assertTrue(browser().all("[data-action=InterruptRead]").isEmpty());
    assertEquals("Canceling", variable("state"));
  }

  private static void choose(String choice, String value) {
    browser()
        .run(
            "const c = document.getElementById('%s-choice'); c.value = '%s';"
                    .formatted(choice, value)
                + " c.dispatchEvent(new Event('change'))");
  }

  /** What there is to choose depends on the platform; a feeder makes it longer. */
  @Test
  void vistaIsChosenAndWalked() {
    browser().go(page);
    assertFalse(browser().find("#feeder-choice").isDisplayed());
    assertTrue(browser().all("#actions [data-action=Download]").isEmpty());
    choose("platform", "Vista");
    assertTrue(browser().find("#feeder-choice").isDisplayed());
    choose("driver", "InterruptibleConfirming");
    choose("feeder", "All");
    assertTrue(browser().text("#chosen").contains("all are wanted"), browser().text("#chosen"));
    take("Download", "AcquireItemData", "GetNextStream", "CallbackContinues", "StartDevice");
    assertEquals("yes", variable("stream"));
    take("SubmitRead", "FeederEmpties", "ReadFeederEmpty", "ReleaseStream", "StopDevice");
    take("ReturnFromAcquire");
    assertEquals("WIA_ERROR_PAPER_EMPTY", variable("result"));
    assertTrue(browser().address().contains("/vista-interruptibleconfirming-both-all/"));
    choose("platform", "XP");
    assertEquals(0, browser().all("#path li").size());
    assertEquals("–", variable("result"));
  }

  /** As {@link ScriptTest} asks Node.js. */
  @Test
  void theScriptTakesTheStepsOfTheModel() throws IOException {
    browser().go(page);
    String everything = Everything.script();
    for (Profile<?> profile : Profiles.all()) {
      if (profile.unusual() == 0 && profile.label(Choice.APPLICATION).equals("Callback")) {
        String said =
            String.valueOf(
                browser()
                    .run(
                        everything
                            + "return everything(JSON.parse(document.getElementById('data')"
                            + ".textContent), '%s');".formatted(profile.key())));
        assertEquals(Everything.of(profile), said);
      }
    }
  }

  /** Each link to a walk leads to the end of it. */
  @Test
  void everyWalkCanBeWalked() {
    browser().go(page);
    assertEquals(
        "",
        browser()
            .run(
                "const data = JSON.parse(document.getElementById('data').textContent);"
                    + "return [...document.querySelectorAll('a.walk')].filter(a => {"
                    + "  const [, key, ...labels] = a.hash.slice(1).split('/');"
                    + "  return protocolOf(data, key).follow(labels).length !== labels.length + 1;"
                    + "}).map(a => a.hash).join()"));
    assertTrue(browser().all("a.walk").size() > 18);
  }

  @Test
  void aReplayFileOfAStreamDriverCanBeLoaded() throws IOException {
    Path skip = folder.resolve("skip.json");
    Counterexample found = StreamStepsTest.counterexample(BuiltInDriver.STREAM_RETURNS_SKIP);
    ReplayFile.write(skip, "stream-skip-returned", found);
    browser().go(page);
    browser().find("#file").sendKeys(skip.toString());
    browser().await("#loaded", "Loaded: stream-skip-returned, V3a");
    assertTrue(
        browser()
            .text("#loaded")
            .contains("ReturnFromAcquire(WIA_STATUS_SKIP_ITEM): it cannot happen there."),
        browser().text("#loaded"));
    while (browser().find("#next").isEnabled()) {
      browser().click("#next");
    }
    assertEquals("Vista", browser().find("#platform-choice").getDomProperty("value"));
    assertEquals("Skipped", variable("page"));
  }

  @Test
  void aCounterexampleIsWalkedToTheWrongStep() {
    browser().go(page);
    assertTrue(
        browser().text("#wrong").contains("returned S_FALSE, but the callback had returned"));
    browser().click("#driver ~ p a.walk");
    int steps = 0;
    while (browser().find("#next").isEnabled()) {
      browser().click("#next");
      steps++;
    }
    assertEquals(steps, browser().all("#path li").size());
    assertEquals("Error", variable("state"));
    assertEquals("E_FAIL", variable("error"));
    take("ReturnFromAcquire");
    assertEquals("E_FAIL", variable("result"));
  }

  @Test
  void aReplayFileCanBeLoaded() throws IOException {
    Path resources = Path.of("src", "test", "resources").toAbsolutePath();
    Path stale = folder.resolve("stale.json");
    try (Harness harness = Pages.harness(BuiltInDriver.STALE_FLAG)) {
      ReplayFile known = read(resources.resolve("replays/stale-flag-A4-me.json"));
      Execution run = harness.run(Scheduler.following(known.schedule()));
      Finding finding = Judge.judge(run, Reading.PERMISSIVE).violation().orElseThrow();
      ReplayFile.write(stale, "stale-flag", new Counterexample(known.schedule(), run, finding));
    }
    browser().go(page);
    browser().find("#file").sendKeys(stale.toString());
    browser().await("#loaded", "Loaded: stale-flag, A4");
    assertTrue(
        browser().text("#loaded").contains(": it cannot happen there."), browser().text("#loaded"));
    while (browser().find("#next").isEnabled()) {
      browser().click("#next");
    }
    assertEquals("Acquiring", variable("state"));
    browser().find("#file").sendKeys(resources.resolve("golden/tally.txt").toString());
    browser().await("#loaded", "tally.txt is not a replay file or a recorded trace");
  }

  /** Where the driver is, and only that; and how it came there. */
  @Test
  void theMachineLightsUp() {
    browser().go(page);
    assertLit("Idle", "");
    take("AcquireItemData");
    assertLit("Acquiring", "Idle Acquiring");
    take("StartDevice");
    assertLit("Acquiring", "");
    take("SubmitRead", "PressCancelButton", "ReadButton");
    assertLit("Canceling", "Acquiring Canceling");
    assertTrue(textOf("#explore-machine-title").contains("come there from Acquiring"));
    take("StopDevice", "ReturnFromAcquire");
    assertLit("Idle", "Canceling Idle");
    browser().click("#back");
    assertLit("Canceling", "");
  }

  private static void assertLit(String state, String arrow) {
    assertEquals(
        state + "; " + arrow,
        browser()
            .run(
                "const lit = (s) => [...document.querySelectorAll('#here-machine ' + s)];"
                    + "return lit('.lit').map(e => e.dataset.state).join() + '; '"
                    + " + lit('.taken').map(e => e.dataset.from + ' ' + e.dataset.to).join()"));
  }

  /** No state is reached by an arrow that nobody has drawn. */
  @Test
  void everyChangeHasAnArrow() {
    browser().go(page);
    assertEquals(
        "",
        browser()
            .run(
                "const data = JSON.parse(document.getElementById('data').textContent);"
                    + "const bad = new Set();"
                    + "for (const a of document.querySelectorAll('a.walk')) {"
                    + "  const [, key, ...labels] = a.hash.slice(1).split('/');"
                    + "  const p = protocolOf(data, key);"
                    + "  const term = data.protocols[data.profiles[key].protocol].shown"
                    + "    .find(v => v.name === 'state').term;"
                    + "  const all = p.follow(labels).map(s => p.value(term, s));"
                    + "  all.forEach((to, i) => { const from = i ? all[i - 1] : to;"
                    + "    if (from !== to && !document.querySelector('#here-machine [data-from='"
                    + "      + from + '][data-to=' + to + ']')) { bad.add(from + ' ' + to); } });"
                    + "} return [...bad].join()"));
  }

  @Test
  void theSequenceGrowsAndShrinks() {
    browser().go(page);
    assertEquals(4, browser().all("#sequence .names .name").size());
    assertEquals(0, browser().all("#sequence .step").size());
    take("AcquireItemData", "StartDevice", "SubmitRead");
    assertEquals(
        List.of("AcquireItemData", "StartDevice", "SubmitRead"), textsOf("#sequence .step .label"));
    assertEquals(List.of("SubmitRead"), textsOf("#sequence .newest .label"));
    browser().click("#back");
    assertEquals(List.of("StartDevice"), textsOf("#sequence .newest .label"));
    assertEquals(2, browser().all("#sequence .step").size());
    take("SubmitRead");
    for (int i = 0; i < 15; i++) {
      take("ReadNotReady", "SubmitRead");
    }
    assertEquals(33, browser().all("#sequence .step").size());
    assertEquals(
        "true",
        browser()
            .run(
                "const box = document.querySelector('#sequence').getBoundingClientRect();"
                    + "const line = document.querySelector('#sequence .newest')"
                    + ".getBoundingClientRect();"
                    + "return line.top > box.top && line.bottom <= box.bottom"),
        "the newest line is in view");
  }

  private static String focused() {
    return String.valueOf(
        browser()
            .run(
                "const e = document.activeElement;"
                    + "return e.id || e.dataset.action || e.hash || e.tagName"));
  }

  /** Whoever has no mouse never has to start from the top of the page again. */
  @Test
  void theFocusIsKept() {
    browser().go(page + BOTH);
    browser().run("document.querySelector('#actions [data-action=AcquireItemData]').focus()");
    browser().press(Keys.ENTER);
    assertEquals(
        "actions",
        browser().run("return document.activeElement.closest('#actions').id"),
        "an action is at hand");
    browser().run("document.querySelector('#actions [data-action=StartDevice]').focus()");
    browser().press(Keys.ENTER);
    browser().run("document.querySelector('#back').focus()");
    browser().press(Keys.ENTER);
    assertEquals("back", focused());
    browser().press(Keys.ENTER);
    assertEquals(0, browser().all("#path li").size());
    assertEquals("next", focused(), "there is nothing to go back to");
    browser().press(Keys.ENTER);
    browser().press(Keys.ENTER);
    assertEquals(List.of("AcquireItemData", "StartDevice"), textsOf("#path a"));
    assertEquals("back", focused(), "there is nothing ahead");
    browser().run("document.querySelector('#path li:first-child a').focus()");
    browser().press(Keys.ENTER);
    assertEquals(List.of("AcquireItemData"), textsOf("#path a"));
    assertEquals(BOTH + "/AcquireItemData", focused());
  }

  @Test
  void theArrowKeysGoBackAndForth() {
    browser().go(page + BOTH + "/AcquireItemData/StartDevice/SubmitRead");
    browser().run("document.querySelector('#actions [data-action=ReadNotReady]').focus()");
    browser().press(Keys.ARROW_LEFT);
    browser().press(Keys.ARROW_LEFT);
    assertEquals(List.of("AcquireItemData"), textsOf("#path a"));
    assertEquals(browser().address(), browser().find("#here").getDomProperty("href"));
    assertTrue(browser().address().endsWith("/AcquireItemData"), browser().address());
    take("StartDevice"); // The same way again: what comes behind it is not forgotten.
    browser().press(Keys.ARROW_RIGHT);
    assertEquals(List.of("AcquireItemData", "StartDevice", "SubmitRead"), textsOf("#path a"));
    browser().press(Keys.ARROW_RIGHT);
    assertEquals(3, browser().all("#path li").size());
    browser().run("document.querySelector('#driver-choice').focus()");
    browser().press(Keys.ARROW_LEFT);
    assertTrue(browser().address().contains("SubmitRead"), "a choice has its own arrow keys");
  }

  @Test
  void whatCanHappenIsGroupedByWhoActs() {
    browser().go(page + BOTH + "/AcquireItemData/StartDevice/SubmitRead");
    assertEquals(List.of("application", "service", "driver", "device"), textsOf("#actions h4"));
    assertTrue(
        textsOf("#actions [data-party=device] button")
            .containsAll(List.of("ReadBand", "PressCancelButton")));
    assertEquals(List.of("CancelPendingIO"), textsOf("#actions [data-party=application] button"));
    browser().click("#restart");
    assertEquals(List.of("nothing"), textsOf("#actions [data-party=driver] li"));
  }

  /** The pictures say what the lists say, and their texts say it, too. */
  @Test
  void thePartiesArePictures() {
    browser().go(page + BOTH + "/AcquireItemData/StartDevice/SubmitRead");
    assertEquals(
        List.of("lamp on", "read in flight"), textsOf("#parties [data-party=device] li.on"));
    assertEquals(List.of("read in flight"), textsOf("#parties .changed"));
    take("CancelPendingIO", "ReadBand", "DeliverBand");
    assertEquals(
        List.of("callback in flight", "has asked to cancel"),
        textsOf("#parties [data-party=application] li.on"));
    assertEquals(List.of("lamp on"), textsOf("#parties [data-party=device] li.on"));
    take("CallbackCancels", "StopDevice");
    assertTrue(textsOf("#parties li.on").contains("cancel pending"));
    assertTrue(textsOf("#parties li").contains("lamp off"));
    assertTrue(textOf("#changed").contains("device: Stopped"), textOf("#changed"));
    assertEquals(
        browser().all("#parties svg").size(), browser().all("#parties svg[aria-hidden]").size());
  }

  private static void drop(String name, String text) {
    browser()
        .run(
            "const files = new DataTransfer();"
                + "files.items.add(new File([%s], '%s'));".formatted(TextNode.valueOf(text), name)
                + "document.getElementById('said').dispatchEvent(new DragEvent('drop',"
                + " {dataTransfer: files, bubbles: true, cancelable: true}))");
  }

  private static String trace(String end) {
    return HEADER + end;
  }

  /** What the trace leaves out comes in between, so that it can be walked. */
  @Test
  void aTraceCanBeDropped() {
    browser().go(page);
    drop(
        "scan.jsonl",
        trace(
            """
        {"event":"NotifyCancelIO","thread":2}
        {"event":"CallbackContinues","thread":1}
        {"event":"StopDevice","thread":1}
        {"event":"ReturnFromAcquire","thread":1,"code":"0x1"}
        """));
    browser().await("#loaded", "Loaded: scan.jsonl, a trace of 7 events. The model explains all");
    assertEquals(7, browser().all("#recorded .step").size());
    assertEquals("ReturnFromAcquire(S_FALSE)", textsOf("#recorded .step .label").get(6));
    assertEquals("next", focused());
    while (browser().find("#next").isEnabled()) {
      browser().press(Keys.ARROW_RIGHT);
    }
    assertEquals("S_FALSE", variable("result"));
    assertTrue(textsOf("#path a").contains("SubmitRead"));
  }

  @Test
  void aWrongTraceIsShownUpToWhereTheModelStops() {
    browser().go(page);
    drop(
        "bad.jsonl",
        trace(
            """
        {"event":"CallbackCancels","thread":1}
        {"event":"ReturnFromAcquire","thread":1,"code":"S_FALSE"}
        """));
    browser().await("#loaded", "explains the first 4, and not line 6, ReturnFromAcquire(S_FALSE)");
    assertTrue(browser().text("#loaded").contains("check-trace"));
    assertEquals(List.of("ReturnFromAcquire(S_FALSE)"), textsOf("#recorded .stops .label"));
  }

  /** What the model does not know is shown, and left to check-trace; nothing in it is HTML. */
  @Test
  void aTraceThatThePageCannotJudgeIsShown() {
    browser().go(page);
    drop(
        "two.jsonl",
        trace(
            """
        {"event":"<img src=x>","device":"b"}
        """));
    browser().await("#loaded", "It is only shown: it has several devices.");
    assertTrue(textsOf("#recorded .step .label").contains("<img src=x>"));
    assertEquals(0, browser().all("#explore img").size());
    drop("nothing.jsonl", "no trace");
    browser().await("#loaded", "nothing.jsonl is not a replay file or a recorded trace: line 1");
    assertFalse(browser().find("#recorded").isDisplayed());
  }

  @Test
  void aStreamTraceCanBeDropped() {
    browser().go(page);
    drop(
        "vista.jsonl",
        """
        {"format":2,"platform":"Vista","driver":"Interruptible","records":["StartDevice","StopDevice"]}
        {"event":"AcquireItemData","thread":1,"pages":1}
        {"event":"GetNextStream","thread":1}
        {"event":"CallbackContinues","thread":1}
        {"event":"StartDevice","thread":1}
        {"event":"WriteBand","thread":1,"bytes":65536}
        {"event":"StreamTakes","thread":1,"bytes":65536}
        {"event":"SendStatus","thread":1}
        {"event":"NotifyCancelIO","thread":2}
        {"event":"CallbackCancels","thread":1}
        {"event":"ReleaseStream","thread":1}
        {"event":"StopDevice","thread":1}
        {"event":"ReturnFromAcquire","thread":1,"code":"S_FALSE"}
        """);
    browser().await("#loaded", "vista.jsonl, a trace of 12 events. The model explains all");
    assertEquals("Vista", browser().find("#platform-choice").getDomProperty("value"));
    assertEquals(12, browser().all("#recorded .step").size());
  }

  private static ReplayFile read(Path file) {
    try {
      return ReplayFile.read(file);
    } catch (ReplayFile.DamagedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each of these checks can fail. */
  @Test
  void whatIsWrongWouldBeNoticed() throws IOException {
    Path file = folder.resolve("wrong.html");
    Files.writeString(
        file, "<img src='http://nowhere.invalid/x.png'><p style='width:9999px'>wide</p>");
    browser().go(file.toUri().toString());
    assertTrue(browser().requestsAndComplaints().contains("http://nowhere.invalid/x.png"));
    assertTrue(stickingOut().toString().contains("P wide"));
  }

  @Test
  void aHazardIsWalkedToItsEnd() {
    browser().go(page);
    browser().click("#hazard-H1-1 ~ p a.walk");
    while (browser().find("#next").isEnabled()) {
      browser().click("#next");
    }
    assertEquals("yes", variable("asked"));
    assertEquals("S_OK", variable("result"));
  }

  /** Without a mouse: a rule's sentence, the diagrams and the steps are reached by Tab. */
  @Test
  void theKeyboardIsEnough() {
    browser().go(page);
    browser().press(Keys.TAB);
    assertEquals("To the content", browser().run("return document.activeElement.textContent"));
    browser().run("document.querySelector('#machine ~ div .rule').focus()");
    assertEquals(
        "block",
        browser().run("return getComputedStyle(document.activeElement.firstElementChild).display"));
    browser().run("document.querySelector('#actions button').focus()");
    browser().press(Keys.ENTER);
    assertEquals(1, browser().all("#path li").size());
  }

  /** What a screen reader needs: names for pictures, heads for columns, labels, one h1. */
  @Test
  void everythingHasAName() {
    browser().go(page);
    assertEquals(1, browser().all("h1").size());
    assertEquals(
        "0",
        browser()
            .run("return document.querySelectorAll('svg:not([aria-hidden]):not([role])').length"));
    for (WebElement picture : browser().all("svg[role=img]")) {
      assertFalse(String.valueOf(picture.getAccessibleName()).isEmpty());
    }
    browser().run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    choose("platform", "Vista"); // Where there is everything to choose.
    for (WebElement control : browser().all("main button, main select")) {
      assertFalse(String.valueOf(control.getAccessibleName()).isEmpty());
    }
    assertEquals(
        "0",
        browser().run("return [...document.querySelectorAll('th')].filter(t => !t.scope).length"));
    assertEquals(
        "",
        browser()
            .run(
                "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    + "return ids.filter((id, i) => ids.indexOf(id) !== i).join()"),
        "ids that occur twice");
    assertEquals(
        "",
        browser()
            .run(
                "return [...document.querySelectorAll('a[href^=\"#\"]:not(.walk)')].map(a => a.hash)"
                    + ".filter(h => !h.startsWith('#explore/') && !document.getElementById(h.slice(1)))"
                    + ".join()"),
        "links that lead nowhere");
  }

  @Test
  void nothingSticksOutAndItIsReadableInTheDark() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser().go(page);
      browser().media("screen", scheme);
      for (int width : List.of(1280, 390)) {
        browser().screenshot(width, PICTURES.resolve(scheme + "-" + width + ".png"));
        assertEquals("[]", stickingOut().toString());
        assertEquals(
            "0", browser().run("return document.documentElement.scrollWidth - innerWidth"));
      }
      assertTrue(contrast() > 7, scheme);
    }
    browser().media("print", "light");
    browser().screenshot(1000, PICTURES.resolve("print.png"));
    assertEquals(
        "none", browser().run("return getComputedStyle(document.querySelector('nav')).display"));
    browser().media("screen", "light");
  }

  /** What is wider than the window, and not inside of something that scrolls by itself. */
  private static Object stickingOut() {
    return browser()
        .run(
            "return '[' + [...document.body.querySelectorAll('*')].filter("
                + "e => e.getBoundingClientRect().right > innerWidth + 1"
                + " && !e.closest('.wide, pre, .skip')).map("
                + "e => e.tagName + ' ' + e.textContent.slice(0, 40)).slice(0, 5).join() + ']'");
  }

  /** Of text to page, as WCAG reckons it. */
  private static double contrast() {
    String script =
        """
        const light = (name) => {
          const rgb = getComputedStyle(document.body)[name].match(/[0-9]+/g).slice(0, 3).map(Number);
          const [r, g, b] = rgb.map((v) => v / 255)
              .map((v) => (v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const both = [light("color"), light("backgroundColor")];
        return Math.max(...both) / Math.min(...both);
        """;
    return Double.parseDouble(String.valueOf(browser().run(script)));
  }
}
