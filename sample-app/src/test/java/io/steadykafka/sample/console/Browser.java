package io.steadykafka.sample.console;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium, without a window.
 */
final class Browser implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	// It warns of each version of Chromium that it doesn't know yet.
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(2);

	private final ChromeDriver driver;

	private final List<String> errors = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static boolean isInstalled() {
		return find("chromium").isPresent() && find("chromedriver").isPresent();
	}

	private static Optional<File> find(String program) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
			.map((folder) -> new File(folder, program))
			.filter(File::canExecute)
			.findFirst();
	}

	static Browser start() {
		SELENIUM.setLevel(Level.SEVERE);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(find("chromium").orElseThrow());
		// Root, as whom checks run, has no sandbox.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
				"--force-device-scale-factor=1", "--lang=en");
		options.setCapability("goog:loggingPrefs", logs);
		options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
		ChromeDriver driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(find("chromedriver").orElseThrow())
					.usingAnyFreePort()
					.build(),
				options);
		driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
		Browser browser = new Browser(driver);
		browser.size(1440, 900);
		return browser;
	}

	ChromeDriver driver() {
		return this.driver;
	}

	void size(int width, int height) {
		Map<String, Object> metrics = new HashMap<>(
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
	}

	void dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
				List.of(Map.of("name", "prefers-color-scheme", "value", (dark) ? "dark" : "light"))));
	}

	/**
	 * Moves to another time zone.
	 * @param zone its name, empty for that of the machine
	 */
	void zone(String zone) {
		this.driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
	}

	void open(String address) {
		this.driver.get(address);
	}

	List<WebElement> all(String css) {
		return this.driver.findElements(By.cssSelector(css));
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Keeps a picture of what is seen, among the output of the build.
	 * @return where it is
	 */
	Path screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			return Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What axe-core finds wrong with the page as it is now.
	 * @return a line for each violation
	 */
	List<String> violations() {
		run(axe());
		Object found = this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations.map((each) =>
							each.id + ': ' + each.help + ' at ' + each.nodes.map((node) => node.target + ' ' + node.html).join(', '))),
							(failure) => done(['axe: ' + failure]));
						""");
		List<String> lines = new ArrayList<>();
		((List<?>) found).forEach((line) -> lines.add(String.valueOf(line)));
		return lines;
	}

	private static String axe() {
		try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Begins anew with errors and requests.
	 */
	void forget() {
		open("about:blank");
		errors();
		requests();
		this.errors.clear();
		this.requests.clear();
	}

	/**
	 * What the page has written to the browser's console at level SEVERE.
	 */
	List<String> errors() {
		for (LogEntry entry : this.driver.manage().logs().get(LogType.BROWSER)) {
			if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
				this.errors.add(entry.getMessage());
			}
		}
		return List.copyOf(this.errors);
	}

	/**
	 * Takes the errors away that the browser itself writes of requests that failed, for a
	 * test in which they have to.
	 * @param statuses with which
	 * @return how many
	 */
	int failedRequests(int... statuses) {
		return forgive(IntStream.of(statuses)
			.mapToObj((status) -> "the server responded with a status of " + status)
			.toArray(String[]::new));
	}

	/**
	 * The same, of connections that nobody accepted.
	 * @return how many
	 */
	int refusedConnections() {
		return forgive("net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE");
	}

	private int forgive(String... texts) {
		int before = errors().size();
		for (String text : texts) {
			this.errors.removeIf((error) -> error.contains(text));
		}
		return before - this.errors.size();
	}

	/**
	 * The addresses that the page has asked for.
	 */
	List<String> requests() {
		for (LogEntry entry : this.driver.manage().logs().get(LogType.PERFORMANCE)) {
			Address.of(entry.getMessage()).ifPresent(this.requests::add);
		}
		return List.copyOf(this.requests);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
