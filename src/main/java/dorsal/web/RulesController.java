package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.RuleSetHistory;
import dorsal.activation.Standing;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.report.ExercisesJson;
import dorsal.report.FindingsJson;
import dorsal.report.HistoryJson;
import dorsal.report.RulesJson;
import dorsal.text.Spelling;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;

/** The rules in use and the words they use. Each answer is about one rule set, whatever is swapped meanwhile. */
@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
final class RulesController {
    private final ActiveRules rules;
    private final RuleSetHistory history;
    private final ZoneId zone;

    RulesController(ActiveRules rules, RuleSetArchive archive, Clock clock) {
        this.rules = rules;
        this.history = new RuleSetHistory(archive);
        this.zone = clock.getZone();
    }

    @GetMapping("/rules")
    void rules(ServletWebRequest request, HttpServletResponse response) throws IOException {
        list(request, response, RulesJson::of);
    }

    @GetMapping("/findings")
    void findings(ServletWebRequest request, HttpServletResponse response) throws IOException {
        list(request, response, FindingsJson::of);
    }

    @GetMapping("/exercises")
    void exercises(ServletWebRequest request, HttpServletResponse response) throws IOException {
        list(request, response, ExercisesJson::of);
    }

    /** Every rule set that was in use, newest first. */
    @GetMapping("/rule-sets")
    void history(HttpServletResponse response) throws IOException {
        Reply.json(response, HistoryJson.of(history.entries(), zone));
    }

    @GetMapping("/rules/{id}")
    void rule(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        RuleSet current = rules.current();
        RuleCard rule = current.knowledge().findRule(id).orElseThrow(() -> unknown(id, current));
        Reply.json(response, RulesJson.of(rule, current));
    }

    private static Refusal unknown(String id, RuleSet current) {
        String nearest = Spelling.suggest(
                        id,
                        current.knowledge().rules().stream().map(RuleCard::id).toList())
                .map(advice -> " " + advice)
                .orElse("");
        return new Refusal(HttpStatus.NOT_FOUND, "No rule is called '%s'.%s".formatted(id, nearest));
    }

    /** Nothing here is about a patient, so it may be kept, and is sent again only when other rules are in use. */
    private void list(
            ServletWebRequest request, HttpServletResponse response, BiFunction<Standing, ZoneId, byte[]> json)
            throws IOException {
        Standing standing = rules.standing();
        response.setHeader("Cache-Control", "no-cache");
        if (!request.checkNotModified(tag(standing))) {
            Reply.json(response, json.apply(standing, zone));
        }
    }

    /** A weak tag, since the answer may be compressed. */
    private static String tag(Standing standing) {
        return "W/\"%s-%d\""
                .formatted(
                        standing.rules().fingerprint().replaceFirst("^sha256:", ""),
                        standing.since().toEpochMilli());
    }
}
