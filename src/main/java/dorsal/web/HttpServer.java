package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.store.Chart;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Dorsal listening. Spring is told everything here: neither environment variables nor files of the
 * working directory can change an address or switch something on.
 */
public final class HttpServer implements AutoCloseable {
    /** Held on to, or its level would be forgotten: what Tomcat tells of its own start and of every bad request. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
            Map.entry("server.compression.enabled", "true"),
            // Not pages: they hold a secret of the session beside text of the user (BREACH).
            Map.entry(
                    "server.compression.mime-types",
                    "application/json,application/problem+json,text/css,text/javascript,image/svg+xml"),
            Map.entry("server.servlet.session.tracking-modes", "cookie"),
            Map.entry("server.servlet.session.cookie.name", "dorsal"),
            Map.entry("server.servlet.session.cookie.http-only", "true"),
            Map.entry("server.servlet.session.cookie.same-site", "lax"),
            Map.entry("server.tomcat.max-parameter-count", "5000"),
            Map.entry("server.max-http-request-header-size", "16KB"),
            Map.entry("server.tomcat.max-swallow-size", "16MB"),
            Map.entry("server.tomcat.connection-timeout", "20s"),
            Map.entry("server.tomcat.threads.max", String.valueOf(CrowdFilter.THREADS)),
            Map.entry("spring.web.resources.add-mappings", "false"));

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final Listening listening;

    private HttpServer(AnnotationConfigServletWebServerApplicationContext context, Listening listening) {
        this.context = context;
        this.listening = listening;
    }

    /**
     * Starts to listen and is ready to answer when this returns; stops when the program is told to, or when closed.
     *
     * @param archive the rule sets that were in use
     * @param editing absent where the rules are not on disk
     * @param chart who may come in, and the patients; not closed here
     * @throws BindException if another program has the port; its message is a sentence for people
     */
    public static HttpServer start(
            Listening listening,
            ActiveRules rules,
            RuleSetArchive archive,
            Optional<RuleEditing> editing,
            Chart chart,
            Clock clock)
            throws BindException {
        TOMCAT.setLevel(Level.WARNING);
        var context = new AnnotationConfigServletWebServerApplicationContext();
        HttpServer server = new HttpServer(context, listening);
        context.setEnvironment(environment(listening));
        context.registerBean(Listening.class, () -> listening);
        context.registerBean(Chart.class, () -> chart, definition -> definition.setDestroyMethodName(""));
        context.registerBean(ActiveRules.class, () -> rules);
        context.registerBean(RuleSetArchive.class, () -> archive);
        context.registerBean(EarlierRules.class, () -> new EarlierRules(archive));
        editing.ifPresent(desk -> context.registerBean(RuleEditing.class, () -> desk));
        context.registerBean(Clock.class, () -> clock);
        listening
                .singleSignOn()
                .ifPresent(provider -> context.registerBean(Provider.class, () -> new Provider(provider, clock)));
        context.register(WebConfiguration.class);
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> server.stopped.countDown());
        context.registerShutdownHook();
        try {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            if (isPortInUse(e)) {
                throw new BindException("Port %d is in use by another program.".formatted(listening.port()));
            }
            throw e;
        }
        context.getBeanProvider(Provider.class).ifAvailable(Provider::askSoon);
        return server;
    }

    private static StandardServletEnvironment environment(Listening listening) {
        StandardServletEnvironment environment = new StandardServletEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.addFirst(new MapPropertySource("dorsal", SETTINGS));
        sources.addFirst(new MapPropertySource("listening", settings(listening)));
        return environment;
    }

    private static Map<String, Object> settings(Listening listening) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.address", listening.host());
        settings.put("server.port", listening.port());
        settings.put("server.servlet.session.cookie.secure", listening.secure());
        // SessionTime ends sessions before; this forgets them, and those of nobody.
        settings.put(
                "server.servlet.session.timeout",
                listening.idle().plusMinutes(1).toString());
        if (listening.behindProxy()) {
            settings.put("server.forward-headers-strategy", "native");
        }
        listening.tls().ifPresent(tls -> {
            settings.put("server.ssl.certificate", tls.certificate().toUri().toString());
            settings.put("server.ssl.certificate-private-key", tls.key().toUri().toString());
        });
        return settings;
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
        String host = listening.host().contains(":") ? "[" + listening.host() + "]" : listening.host();
        return URI.create((listening.tls().isPresent() ? "https://" : "http://") + host + ":" + running.getPort());
    }

    /** What is answered, for tests. */
    Collection<RequestMappingHandlerMapping> mappings() {
        return context.getBeansOfType(RequestMappingHandlerMapping.class).values();
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
