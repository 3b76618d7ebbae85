package huiwen.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A real Chromium, with a context of its own for each person, and a record of what must not happen in a page. */
public final class Browsers implements AutoCloseable {

  private static final double FINDS_WITHIN_MILLIS = 20_000;

  /** As which the hub is known where it is to be no secure context: this machine, by another name. */
  public static final String VILLAGE = "hub.huiwen.test";

  /** One for all tests of this process: to start it costs two seconds, and contexts keep people apart. */
  private static Browser chromium;

  private final URI hub;
  private final List<BrowserContext> contexts = new ArrayList<>();
  /** Dialogs, errors in the console or the scripts, refusals of the content policy, requests to elsewhere. */
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  public Browsers(URI hub) {
    PlaywrightAssertions.setDefaultAssertionTimeout(FINDS_WITHIN_MILLIS);
    this.hub = hub;
  }

  private static synchronized Browser browser() {
    if (chromium == null || !chromium.isConnected()) {
      Playwright playwright = Playwright.create(new Playwright.CreateOptions()
          .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      chromium = playwright.chromium().launch(new BrowserType.LaunchOptions()
          .setExecutablePath(courteous(installed()))
          .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
              "--disable-component-update", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--disable-sync", "--no-first-run",
              "--host-resolver-rules=MAP " + VILLAGE + " 127.0.0.1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }
    return chromium;
  }

  /** Chromium takes all the processor it can get; the hub beside it is to have what it needs first. */
  private static Path courteous(Path chromium) {
    try {
      Path script = Files.createDirectories(Path.of("target").toAbsolutePath()).resolve("chromium-nice.sh");
      if (!Files.exists(script)) {
        Path draft = Files.createTempFile(script.getParent(), "chromium", ".sh");
        Files.writeString(draft, "#!/bin/sh\nexec nice -n 10 '" + chromium + "' \"$@\"\n");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, script, StandardCopyOption.ATOMIC_MOVE);
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path installed() {
    String named = System.getenv("CHROMIUM");
    return Stream.concat(
            named == null ? Stream.empty() : Stream.of(Path.of(named)),
            Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name))))
        .filter(Files::isExecutable).findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium: see build/chromium.sh"));
  }

  public Page phone() {
    return page(360, 740);
  }

  public Page laptop() {
    return page(1366, 768);
  }

  public Page screen() {
    return page(1920, 1080);
  }

  /** A page of somebody new. */
  public Page page(int width, int height) {
    return page(new Browser.NewContextOptions().setViewportSize(width, height));
  }

  /** The same by night. */
  public Page dark(int width, int height) {
    return page(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(ColorScheme.DARK));
  }

  /** The same of a phone that runs no scripts. */
  public Page withoutScripts(int width, int height) {
    return page(new Browser.NewContextOptions().setViewportSize(width, height).setJavaScriptEnabled(false));
  }

  /** The same phone, which runs no scripts from now on. */
  public Page withoutScriptsAs(Page phone) {
    return page(new Browser.NewContextOptions().setViewportSize(360, 740).setJavaScriptEnabled(false)
        .setStorageState(phone.context().storageState()));
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser().newContext(options.setLocale("zh-CN").setBaseURL(hub.toString()));
    contexts.add(context);
    context.setDefaultTimeout(FINDS_WITHIN_MILLIS);
    Page page = context.newPage();
    page.onDialog(dialog -> {
      troubles.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onConsoleMessage(message -> {
      // whoever is not signed in yet is told so with a 401, which Chromium writes to the console
      if (message.type().equals("error") && !message.text().contains("401 (Unauthorized)")) {
        troubles.add("console: " + message.text());
      }
    });
    page.onPageError(error -> troubles.add("script: " + error));
    page.onRequest(request -> {
      URI to = URI.create(request.url().replaceAll("[^\\x21-\\x7e]", "").replaceAll("#.*", ""));
      boolean own = hub.getAuthority().equals(to.getAuthority()) || "data".equals(to.getScheme())
          || "blob".equals(to.getScheme());
      if (!own) {
        troubles.add("request to elsewhere: " + request.url());
      }
    });
    return page;
  }

  public List<String> troubles() {
    return troubles;
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
  }
}
