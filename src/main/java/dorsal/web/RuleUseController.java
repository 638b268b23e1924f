package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.store.Chart;
import dorsal.store.RuleUse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How often clinicians decide otherwise than each rule: counts only, nothing of a patient. */
@Controller
final class RuleUseController {
    /** From here on, in percent of the visits in which a rule spoke, it is to be looked at again. */
    private static final int HIGH = 50;

    /** Fewer visits than this say little. */
    private static final int LEAST = 5;

    private final ActiveRules rules;
    private final Chart chart;
    private final Pages pages;

    RuleUseController(ActiveRules rules, Chart chart, Pages pages) {
        this.rules = rules;
        this.chart = chart;
        this.pages = pages;
    }

    /** How one rule fares. */
    static View view(RuleUse use) {
        return View.of("rule", use.rule())
                .with("shown", use.shown())
                .with("overridden", use.overridden())
                .with("percent", Math.round(use.rate() * 100))
                .with("review", use.shown() >= LEAST && use.rate() * 100 >= HIGH)
                .list(
                        "codes",
                        use.codes().entrySet().stream()
                                .map(code -> View.of(
                                                "words",
                                                OverrideReason.find(code.getKey())
                                                        .map(OverrideReason::words)
                                                        .orElse(code.getKey()))
                                        .with("count", code.getValue()))
                                .toList());
    }

    @GetMapping("/rules/overrides")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RuleSet current = rules.current();
        List<RuleUse> uses = chart.overrides().byRule();
        long never = uses.stream().filter(use -> use.overridden() == 0).count();
        View view = View.of("high", HIGH)
                .with("least", LEAST)
                .with("never", never == 1 ? "1 rule" : never + " rules")
                .with(
                        "stricter",
                        uses.stream()
                                .filter(use -> use.rule().equals(ReviewController.NO_RULE))
                                .map(use -> String.valueOf(use.overridden()))
                                .findFirst())
                .list(
                        "uses",
                        uses.stream()
                                .filter(use -> use.overridden() > 0)
                                .filter(use -> !use.rule().equals(ReviewController.NO_RULE))
                                .map(use -> view(use)
                                        .with("link", RuleFolders.link(use.rule(), current))
                                        .with(
                                                "claim",
                                                current.knowledge()
                                                        .findRule(use.rule())
                                                        .map(RuleCard::claim)))
                                .toList());
        pages.page(request, response, "Overrides of rules", "ruleuse", view);
    }
}
