package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.course.FollowUp;
import dorsal.course.Visits;
import dorsal.course.VisitsReader;
import dorsal.knowledge.RuleSet;
import dorsal.report.Explaining;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.text.SourceText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A profile or a series of visits in, its assessment out: by the rules in use when it came, or by an earlier rule set that it names. */
@Controller
final class AssessmentController {
    private final ActiveRules rules;
    private final EarlierRules earlier;
    private final Clock clock;

    /** Keeps what the rules say as JSON; a rule set that replaces another adds only what it says otherwise. */
    private final JsonReport report = new JsonReport();

    AssessmentController(ActiveRules rules, EarlierRules earlier, Clock clock) {
        this.rules = rules;
        this.earlier = earlier;
        this.clock = clock;
    }

    @PostMapping(path = "/api/assessments", produces = MediaType.APPLICATION_JSON_VALUE)
    void assess(
            @RequestParam(name = "rules", required = false) @Nullable String fingerprint,
            @RequestParam(name = "explain", defaultValue = "false") String explain,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RuleSet current = fingerprint == null ? rules.current() : earlier.find(fingerprint);
        VisitsReader reader = new VisitsReader(current.vocabulary(), LocalDate.now(clock));
        Visits visits = reader.read(SourceText.decode("profile", ProfileBody.read(request)));
        Explaining explaining = explaining(explain);
        Reply.json(response, Turns.take(() -> json(Result.of(FollowUp.assess(visits, current)), explaining)));
    }

    private static Explaining explaining(String word) {
        return switch (word) {
            case "true" -> new Explaining(true, List.of());
            case "false" -> Explaining.NOTHING;
            default -> throw new Refusal(HttpStatus.BAD_REQUEST, "'explain' is neither true nor false.");
        };
    }

    private byte[] json(Result result, Explaining explaining) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            report.write(List.of(result), explaining, out);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: it is written to memory
        }
        return bytes.toByteArray();
    }
}
