package org.returntoidle.spec.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, if it is installed. */
final class Browser implements AutoCloseable {
  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium/chromedriver"));

  static final String MISSING =
      "there is no /usr/bin/chromium with its chromedriver; Debian's packages are chromium and"
          + " chromium-driver";

  /** It warns of a newer browser, whose special commands are not used. Held, or it is forgotten. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static boolean isInstalled() {
    return first(BROWSERS).isPresent() && first(DRIVERS).isPresent();
  }

  static Browser open(Path page) {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(first(BROWSERS).orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    File executable = first(DRIVERS).orElseThrow().toFile();
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(executable).build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.manage().window().setSize(new Dimension(1280, 1000));
    browser.go(page.toUri().toString());
    return browser;
  }

  private static Optional<Path> first(List<Path> places) {
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  void go(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  String text(String selector) {
    return String.valueOf(find(selector).getText());
  }

  /** Until the element says so. */
  void await(String selector, String text) {
    new WebDriverWait(driver, Duration.ofSeconds(60))
        .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
  }

  /** As a person would: it has to be in view, and nothing may lie above it. */
  void click(String selector) {
    WebElement element = find(selector);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  void press(CharSequence key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  Object run(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  /** What the page asked the network for, and what it complained about. */
  List<String> requestsAndComplaints() {
    Stream<String> requests =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> message.contains("Network.requestWillBeSent\""))
            .map(message -> message.replaceFirst("(?s).*\"url\":\"([^\"]*)\".*", "$1"))
            .filter(url -> !url.startsWith("file:") && !url.startsWith("about:"));
    Stream<String> complaints =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(e -> e.getMessage());
    return Stream.concat(requests, complaints).toList();
  }

  void media(String type, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            type,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The whole page, as wide as said, in a file that somebody can look at. */
  void screenshot(int width, Path file) throws IOException {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    Map<String, Object> taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
