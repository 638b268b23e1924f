package dorsal.web;

import dorsal.store.AuditEntry;
import dorsal.store.AuditHead;
import dorsal.store.AuditReport;
import dorsal.store.Chart;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was done, by whom and when, and whether anybody tampered with it. */
@Controller
final class AuditController {
    private static final int PAGE = 100;
    private static final int HASH = 12;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    private final Chart chart;
    private final Pages pages;
    private final Clock clock;

    AuditController(Chart chart, Pages pages, Clock clock) {
        this.chart = chart;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/audit")
    void list(
            @RequestParam(name = "before", defaultValue = "0") long before,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show("", "", before, new View(), request, response);
    }

    /** What is looked for is sent, not asked for by an address, where it would be kept by browsers and proxies. */
    @PostMapping("/audit/find")
    void find(
            @RequestParam(name = "patient", defaultValue = "") String patient,
            @RequestParam(name = "by", defaultValue = "") String by,
            @RequestParam(name = "before", defaultValue = "0") long before,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(patient.strip(), by.strip(), before, new View(), request, response);
    }

    private void show(
            String patient, String by, long before, View came, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<AuditEntry> entries =
                chart.audit().list(given(patient), given(by), before > 0 ? before : Long.MAX_VALUE, PAGE + 1);
        boolean more = entries.size() > PAGE;
        List<AuditEntry> shown = more ? entries.subList(0, PAGE) : entries;
        View view = new View()
                .with("verified", false)
                .with("sound", false)
                .with("head-problem", "")
                .with("noted", "")
                .all(came)
                .with("patient", patient)
                .with("by", by)
                .with("filtered", !patient.isEmpty() || !by.isEmpty())
                .with("first", before <= 0)
                .with("older", more ? String.valueOf(shown.get(PAGE - 1).number()) : "")
                .list("entries", shown.stream().map(this::row).toList());
        pages.page(request, response, "Audit trail", "audit", view);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty() && some.indexOf(0) < 0);
    }

    private View row(AuditEntry entry) {
        return View.of("number", entry.number())
                .with("at", TIME.format(entry.at().atZone(clock.getZone())))
                .with("by", entry.by())
                .with("action", entry.action())
                .with("patient", entry.patient())
                .with("subject", entry.subject())
                .with(
                        "hash",
                        entry.hash().substring(0, Math.min(HASH, entry.hash().length())));
    }

    /** Looks at the whole trail; nothing is changed, but it is work that a link must not start. */
    @PostMapping("/audit/verify")
    void verify(
            @RequestParam(name = "head", defaultValue = "") String head,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<AuditHead> noted = AuditHead.parse(head.strip());
        if (!head.isBlank() && noted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            String problem = "This is no end of a trail. Expected a number, a colon and 64 hexadecimal digits.";
            show("", "", 0, View.of("head-problem", problem).with("noted", head), request, response);
            return;
        }
        AuditReport report = chart.audit().verify(noted);
        View view = View.of("verified", true)
                .with("noted", head.strip())
                .with("sound", report.sound())
                .with("count", report.entries())
                .with("head", report.head().toString())
                .list(
                        "findings",
                        report.findings().stream()
                                .map(finding -> View.of("sentence", finding.sentence()))
                                .toList());
        show("", "", 0, view, request, response);
    }
}
