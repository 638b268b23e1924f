package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleSetArchive;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Dorsal listening on this machine only. Spring is told everything here: neither environment variables nor files of the
 * working directory can change an address or switch something on.
 */
public final class HttpServer implements AutoCloseable {
    private static final String HERE = "127.0.0.1";

    /** Held on to, or its level would be forgotten: what Tomcat tells of its own start and of every bad request. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("server.address", HERE),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
            Map.entry("server.compression.enabled", "true"),
            Map.entry("server.compression.mime-types", "application/json,application/problem+json"),
            Map.entry("server.max-http-request-header-size", "16KB"),
            Map.entry("server.tomcat.max-swallow-size", "16MB"),
            Map.entry("server.tomcat.connection-timeout", "20s"),
            Map.entry("spring.web.resources.add-mappings", "false"));

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private HttpServer(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts to listen and is ready to answer when this returns; stops when the program is told to, or when closed.
     *
     * @param port 0 for any that is free
     * @param archive the rule sets that were in use
     * @throws BindException if another program has the port; its message is a sentence for people
     */
    public static HttpServer start(int port, ActiveRules rules, RuleSetArchive archive, Clock clock)
            throws BindException {
        TOMCAT.setLevel(Level.WARNING);
        var context = new AnnotationConfigServletWebServerApplicationContext();
        HttpServer server = new HttpServer(context);
        context.setEnvironment(environment(port));
        context.registerBean(ActiveRules.class, () -> rules);
        context.registerBean(RuleSetArchive.class, () -> archive);
        context.registerBean(EarlierRules.class, () -> new EarlierRules(archive));
        context.registerBean(Clock.class, () -> clock);
        context.register(WebConfiguration.class);
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> server.stopped.countDown());
        context.registerShutdownHook();
        try {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            if (isPortInUse(e)) {
                throw new BindException("Port %d is in use by another program.".formatted(port));
            }
            throw e;
        }
        return server;
    }

    private static StandardServletEnvironment environment(int port) {
        StandardServletEnvironment environment = new StandardServletEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.addFirst(new MapPropertySource("dorsal", SETTINGS));
        sources.addFirst(new MapPropertySource("port", Map.of("server.port", port)));
        return environment;
    }

    private static boolean isPortInUse(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .anyMatch(e -> e instanceof PortInUseException || e instanceof BindException);
    }

    /** Where it answers, for example {@code http://127.0.0.1:8080}. */
    public URI address() {
        var running = context.getWebServer();
        if (running == null) {
            throw new WebServerException("The server has stopped.", null);
        }
        return URI.create("http://" + HERE + ":" + running.getPort());
    }

    /** Waits until the server begins to stop. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops listening, and gives requests under way a few seconds to be answered. */
    @Override
    public void close() {
        context.close();
    }
}
