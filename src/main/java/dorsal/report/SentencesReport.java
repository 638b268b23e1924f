package dorsal.report;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.SentenceGuide;
import dorsal.knowledge.SentenceGuide.Entry;
import dorsal.knowledge.SentenceGuide.Gap;
import dorsal.report.Page.Style;
import java.util.List;

/** Every sentence that rules may use, with an example each, for the hand that writes them. */
public final class SentencesReport {
    private static final String SENTENCE = "  ";
    private static final String EXAMPLE = "      ";
    private static final String MEMBER = "        ";

    private final Page page;

    private SentencesReport(boolean colour) {
        this.page = new Page(colour);
    }

    /** The sentences by what they are for, then what may stand in their gaps. */
    public static String of(Knowledge knowledge, boolean colour) {
        SentencesReport report = new SentencesReport(colour);
        SentenceGuide guide = SentenceGuide.of(knowledge);
        report.introduction();
        String below = "";
        String heading = "";
        for (Entry entry : guide.entries()) {
            if (!entry.below().equals(below)) {
                below = entry.below();
                report.part(below);
            }
            if (!entry.heading().equals(heading)) {
                heading = entry.heading();
                report.page.blank().heading(heading);
            }
            report.sentence(entry);
        }
        report.gaps(guide.gaps());
        return report.page.toString();
    }

    private void introduction() {
        page.paragraph(
                "",
                "A line of a rule is one whole sentence of these. Words in braces are gaps, explained at the end. "
                        + "Below each sentence stands an example: [id] names the rule that says it; (made up) marks"
                        + " one that no rule says yet.");
    }

    private void part(String below) {
        page.blank().heading(below.equals("when") ? "BELOW 'when': ALL LINES MUST HOLD" : "BELOW 'then': WHAT FOLLOWS");
    }

    private void sentence(Entry entry) {
        page.verbatim(Style.HEADING, SENTENCE + entry.words());
        if (entry.example().isEmpty()) {
            page.verbatim(Style.FAINT, EXAMPLE + "(no word of this rules folder fits)");
            return;
        }
        String origin = entry.rule().map(id -> "[" + id + "]").orElse("(made up)");
        int last = entry.example().size() - 1;
        for (int i = 0; i <= last; i++) {
            String line = (i == 0 ? EXAMPLE : MEMBER) + entry.example().get(i);
            String ended = line + "   " + origin;
            if (i < last) {
                page.verbatim(line);
            } else if (ended.length() <= Page.WIDTH) {
                page.verbatim(ended);
            } else {
                page.verbatim(line).verbatim(Style.PLAIN, MEMBER + "  " + origin);
            }
        }
    }

    private void gaps(List<Gap> gaps) {
        page.blank().heading("WHAT MAY STAND IN A GAP").blank();
        page.paragraph("", "Several of a kind are separated by commas. The codes stand in the file named.")
                .blank();
        int width = gaps.stream().mapToInt(gap -> gap.type().length()).max().orElse(0);
        for (Gap gap : gaps) {
            page.paragraph(
                    "  {" + gap.type() + "}" + " ".repeat(width + 2 - gap.type().length()), gap.stands());
        }
    }
}
