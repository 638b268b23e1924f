package dorsal.report;

import dorsal.activation.Standing;
import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Conclusion.Dose;
import dorsal.clinical.Conclusion.DoseInWords;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Conclusion.Review;
import dorsal.clinical.Selector;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The rules in use: where each comes from, how it is written and what it concludes. */
public final class RulesJson {
    private final Json json;
    private final RuleSet rules;

    private RulesJson(Json json, RuleSet rules) {
        this.json = json;
        this.rules = rules;
    }

    /** Every rule, by id. */
    public static byte[] of(Standing standing, ZoneId zone) {
        return Json.object(json -> {
            HealthJson.inUse(json, standing, zone);
            RulesJson writing = new RulesJson(json, standing.rules());
            json.objects("rules", standing.rules().knowledge().rules(), writing::rule);
        });
    }

    /** One rule of those in use. */
    public static byte[] of(RuleCard rule, RuleSet rules) {
        return Json.object(json -> new RulesJson(json, rules).rule(rule));
    }

    private void rule(RuleCard rule) {
        json.text("id", rule.id());
        json.text("claim", rule.claim());
        json.text("topic", rule.topic());
        json.text("grade", rule.grade().name());
        json.objects("sources", rule.sources(), citation -> {
            json.text("source", citation.source());
            json.text("at", citation.at());
            json.flag("verified", citation.verified());
        });
        json.text("reviewed", rule.reviewed().toString());
        json.text("contested", rule.contested());
        json.text("signed", rule.signed());
        json.text("file", rule.at().file());
        json.number("line", rule.at().line());
        json.text("reason", rule.reason());
        json.objects("conclusions", rule.conclusions().all(), this::conclusion);
        rule.lift()
                .ifPresent(lift -> json.object("lift", () -> {
                    json.text("to", lift.to().code());
                    json.texts("attest", lift.attestations());
                }));
        json.texts("offers", rule.offers());
        json.texts("text", rule.text());
    }

    private void conclusion(Conclusion conclusion) {
        if (conclusion instanceof Conclude conclude) {
            json.text("finding", conclude.finding());
        } else if (conclusion instanceof Restrict restrict) {
            json.text("verdict", restrict.verdict().code());
            selected(restrict.selector());
        } else if (conclusion instanceof Escalate escalate) {
            json.text("urgency", escalate.urgency().code());
            json.text("within", escalate.within());
            json.texts("to", escalate.to());
        } else if (conclusion instanceof Limit limit) {
            json.text("ceiling", limit.ceiling().code());
        } else if (conclusion instanceof Hold) {
            json.flag("hold", true);
        } else if (conclusion instanceof Ask ask) {
            json.texts("asks", ask.findings());
        } else if (conclusion instanceof Advise advise) {
            json.text("advice", advise.text());
        } else if (conclusion instanceof Dose dose) {
            json.text("dose", dose.measure());
            json.number("least", dose.least());
            json.number("most", dose.most());
        } else if (conclusion instanceof DoseInWords dose) {
            json.text("dose", dose.measure());
            json.texts("values", dose.words());
        } else if (conclusion instanceof Prefer prefer) {
            json.flag("preferred", true);
            selected(prefer.selector());
        } else if (conclusion instanceof PutLast last) {
            json.texts("lastMovements", last.movements());
        } else if (conclusion instanceof Review review) {
            json.number("reviewWeeks", review.weeks());
        }
    }

    /** The exercises by name; those still recovering are known only once there is a patient. */
    private void selected(Selector selector) {
        List<String> ids = Arrays.stream(rules.selected(selector))
                .mapToObj(place -> rules.catalogue().get(place).id())
                .toList();
        json.texts("exercises", ids);
        if (selector.recovering()) {
            json.flag("onlyRecovering", true);
        }
    }
}
