package dorsal.web;

import dorsal.store.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what, as one list. An address that something answers and that is not listed here is closed to everybody.
 */
final class Gates implements AuthorizationManager<RequestAuthorizationContext> {
    private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

    /** Methods that Spring answers itself, by what else is allowed. */
    private static final Set<String> ONLY_TOLD = Set.of("OPTIONS", "TRACE");

    /** An administrator is a clinician too: in a practice of one, they are the same person with one account. */
    private static final Set<Role> CLINICAL = EnumSet.of(Role.CLINICIAN, Role.ADMINISTRATOR);

    private static final Set<Role> ASSESSING = EnumSet.of(Role.CLINICIAN, Role.RULE_EDITOR, Role.ADMINISTRATOR);

    private static final Set<Role> EDITING = EnumSet.of(Role.RULE_EDITOR);

    private static final Set<Role> RUNNING = EnumSet.of(Role.ADMINISTRATOR);

    private static final Set<Role> WATCHING = EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR);

    /** In order: the first that fits decides. */
    private static final List<Gate> GATES = List.of(
            open("GET", "/health"),
            open("GET", "/assets/{fingerprint}/{file}"),
            open("GET", "/login"),
            open("POST", "/login"),
            open("POST", "/theme"),
            open("GET", "/session-token"),
            open("GET", "/session"),
            open("GET", SingleSignOnRoad.BEGIN),
            open("GET", SingleSignOnRoad.END),
            gate("POST", "/session", EVERY_ROLE),
            gate("POST", "/api/assessments", ASSESSING),
            gate("GET", "/api/**", EVERY_ROLE),
            gate("GET", "/", EVERY_ROLE),
            gate("GET", "/password", EVERY_ROLE),
            gate("POST", "/password", EVERY_ROLE),
            gate("POST", "/logout", EVERY_ROLE),
            gate("POST", "/patients/{patient}/export", RUNNING),
            gate("GET", "/patients/{patient}/erase", RUNNING),
            gate("POST", "/patients/{patient}/erase", RUNNING),
            gate("GET", "/patients/**", CLINICAL),
            gate("POST", "/patients/**", CLINICAL),
            gate("GET", "/rules/edit", EDITING),
            gate("GET", "/rules/underway", EDITING),
            gate("GET", "/rules/roll-back", EDITING),
            gate("GET", "/rules/**", EVERY_ROLE),
            gate("POST", "/rules/**", EDITING),
            gate("GET", "/users", RUNNING),
            gate("POST", "/users/**", RUNNING),
            gate("GET", "/tokens", RUNNING),
            gate("POST", "/tokens/**", RUNNING),
            gate("GET", "/audit", WATCHING),
            gate("POST", "/audit/**", WATCHING));

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Gates(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /**
     * Who may call one address.
     *
     * @param anybody without logging in, too
     */
    record Gate(String method, PathPattern pattern, boolean anybody, Set<Role> roles) {
        boolean isFor(String asked, PathContainer path) {
            return method.equals(asked.equals("HEAD") ? "GET" : asked) && pattern.matches(path);
        }

        boolean opensFor(@Nullable Role role) {
            return anybody || (role != null && roles.contains(role));
        }
    }

    private static Gate open(String method, String pattern) {
        return new Gate(method, PathPatternParser.defaultInstance.parse(pattern), true, Set.of());
    }

    private static Gate gate(String method, String pattern, Set<Role> roles) {
        return new Gate(method, PathPatternParser.defaultInstance.parse(pattern), false, roles);
    }

    /** The gate of an address; empty where none is. */
    static Optional<Gate> find(String method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return GATES.stream().filter(gate -> gate.isFor(method, parsed)).findFirst();
    }

    /** Whether somebody of this role may follow a link. */
    static boolean mayGet(String path, Role role) {
        return find("GET", path).filter(gate -> gate.opensFor(role)).isPresent();
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        SignedIn user = SignedIn.from(authentication.get());
        Optional<Gate> gate = find(request.getMethod(), request.getRequestURI());
        boolean open = gate.isPresent()
                ? gate.get().opensFor(user == null ? null : user.role())
                : (user != null || isOpen(request.getRequestURI())) && nothingAnswers(request);
        return new AuthorizationDecision(open);
    }

    /** Anybody may ask for this address in another way. */
    private static boolean isOpen(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return GATES.stream().anyMatch(gate -> gate.anybody() && gate.pattern().matches(parsed));
    }

    /** True where whoever asks is only going to be told that there is nothing, or that it is asked for wrongly. */
    private boolean nothingAnswers(HttpServletRequest request) {
        if (ONLY_TOLD.contains(request.getMethod())) {
            return true;
        }
        ServletRequestPathUtils.parseAndCache(request);
        return mappings.stream().allMatch(mapping -> {
            try {
                return mapping.getHandler(request) == null;
            } catch (Exception e) { // declared by Spring; each says that no handler takes this request
                return true;
            }
        });
    }
}
