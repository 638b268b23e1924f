package dorsal.knowledge;

import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.knowledge.LineMutator.Edit;
import dorsal.knowledge.Sentence.Part;
import dorsal.text.Position;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes a rule in every small way that matters: a line dropped or negated, a threshold shifted by one, an urgency,
 * ceiling or verdict moved by a step, an exercise or movement dropped or swapped, a group read otherwise, the rule deleted.
 * The change is made in the text and read like any other edit, so that every mutant is one that a hand could write; those
 * that would be refused are left out, and so are those that mean the same for the catalogue at hand. Texts (advice,
 * reasons, time frames) are not changed: no case says what they must read.
 */
public final class Mutator {
    private static final Pattern LINE = Pattern.compile("([ \\t]*)(-*)([ \\t]*)(.*?)[ \\t]*");

    private final Vocabulary vocabulary;
    private final LineMutator lines;

    public Mutator(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.lines = new LineMutator(vocabulary);
    }

    /** One sentence of the rule: its line, dashes and words. */
    private record Written(int line, Part part, String indent, int depth, String words) {
        private String at(int deeper, String otherWords) {
            String dashes = "-".repeat(depth + deeper);
            return indent + dashes + (dashes.isEmpty() ? "" : " ") + otherWords;
        }
    }

    /** Every mutant of a rule, in the order of its lines; the deletion of the whole rule last. */
    public List<Mutant> mutants(RuleCard rule) {
        List<Mutant> mutants = new ArrayList<>();
        Set<Object> meanings = new HashSet<>();
        meanings.add(meaning(rule));
        List<Written> sentences = sentences(rule);
        for (int i = 0; i < sentences.size(); i++) {
            Written sentence = sentences.get(i);
            for (Edit edit : lines.edits(sentence.part(), sentence.words())) {
                add(mutant(rule, sentence, edit, within(sentences, i)), meanings, mutants);
            }
        }
        mutants.add(new Mutant(rule, Optional.empty(), rule.at(), "", ""));
        return mutants;
    }

    private static void add(Optional<Mutant> mutant, Set<Object> meanings, List<Mutant> mutants) {
        mutant.filter(found -> meanings.add(meaning(found.changed().orElseThrow())))
                .ifPresent(mutants::add);
    }

    private static Object meaning(RuleCard rule) {
        return List.of(rule.condition(), rule.conclusions().all(), rule.lift(), rule.offers());
    }

    private static List<Written> sentences(RuleCard rule) {
        List<Written> sentences = new ArrayList<>();
        Optional<Part> part = Optional.empty();
        for (int i = 0; i < rule.text().size(); i++) {
            String text = rule.text().get(i).strip();
            if (text.equals("when") || text.equals("then")) {
                part = Optional.of(text.equals("when") ? Part.WHEN : Part.THEN);
            } else if (part.isPresent() && !text.isEmpty() && !text.startsWith("//") && !text.equals("end")) {
                Matcher line = LINE.matcher(rule.text().get(i));
                if (line.matches()) {
                    int depth = line.group(2).length();
                    sentences.add(new Written(i, part.get(), line.group(1), depth, line.group(4)));
                }
            }
        }
        return sentences;
    }

    /** The lines that go where a sentence goes: the members of a group, the lines that narrow a selection. */
    private List<Written> within(List<Written> sentences, int head) {
        Written first = sentences.get(head);
        List<Written> within = new ArrayList<>();
        for (Written next : sentences.subList(head + 1, sentences.size())) {
            boolean belongs = first.part() == next.part()
                    && (first.part() == Part.WHEN
                            ? next.depth() > first.depth()
                            : lines.selects(first.words()) && lines.refines(next.words()));
            if (!belongs) {
                return within;
            }
            within.add(next);
        }
        return within;
    }

    private Optional<Mutant> mutant(RuleCard rule, Written sentence, Edit edit, List<Written> within) {
        List<String> text = new ArrayList<>(rule.text());
        switch (edit.kind()) {
            case DROP -> {
                text.set(sentence.line(), "");
                within.forEach(member -> text.set(member.line(), ""));
            }
            case REPLACE -> text.set(sentence.line(), sentence.at(0, edit.words()));
            case NEGATE -> {
                text.set(sentence.line(), sentence.at(0, LineMutator.NONE) + '\n' + sentence.at(1, sentence.words()));
                within.forEach(member -> text.set(member.line(), member.at(1, member.words())));
            }
        }
        Position at = new Position(
                rule.at().file(),
                rule.at().line() + sentence.line(),
                1 + sentence.at(0, "").length());
        String instead =
                switch (edit.kind()) {
                    case DROP -> "";
                    case REPLACE -> edit.words();
                    case NEGATE -> "none of these is true: " + sentence.words();
                };
        return read(rule, text)
                .filter(changed -> !isTheSame(rule, changed))
                .map(changed -> new Mutant(rule, Optional.of(changed), at, sentence.words(), instead));
    }

    /** The rule with this text; nothing when it would be refused. */
    private Optional<RuleCard> read(RuleCard rule, List<String> text) {
        Problems problems = new Problems();
        String file = rule.at().file();
        List<RuleCard> rules = RuleReader.read(vocabulary, new SourceText(file, String.join("\n", text)), problems);
        return problems.isEmpty() && rules.size() == 1 ? Optional.of(rules.get(0)) : Optional.empty();
    }

    /** True when two rules differ in words only: they select the same exercises of this catalogue, and all else is equal. */
    private boolean isTheSame(RuleCard rule, RuleCard changed) {
        Function<RuleCard, Object> effect = card -> List.of(
                card.condition(),
                card.conclusions().all().stream()
                        .map(conclusion -> Effects.of(conclusion, vocabulary))
                        .toList(),
                card.lift().map(lift -> Map.entry(lift.to(), Set.copyOf(lift.attestations()))),
                Set.copyOf(card.offers()));
        return effect.apply(rule).equals(effect.apply(changed)) && !liftDependsOnMovements(rule);
    }

    /** With a movement-scope attestation, the selecting movements matter even where the selection stays the same. */
    private boolean liftDependsOnMovements(RuleCard rule) {
        return rule.lift().stream()
                .flatMap(lift -> lift.attestations().stream())
                .anyMatch(code -> vocabulary.attestation(code).scope() == Scope.MOVEMENT);
    }
}
