package dorsal.web;

import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.DataReader;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in the fields of the form, right or wrong. It is written as the text of a profile, so that the one reader of
 * profiles says what is wrong with it, and kept as such, so that a draft is what will be saved.
 *
 * @param date as it stands in its field; empty for now
 * @param findings the values of each field by code; a field that nobody touched is not here
 * @param answered dates of answers by code, where a profile had them
 * @param attestations rows of {@code code} and {@code target}
 * @param log rows of {@code exercise}, {@code at}, {@code effort}, {@code pain-next-day}
 */
record FormAnswers(
        String date,
        Map<String, List<String>> findings,
        Map<String, String> answered,
        List<Map<String, String>> attestations,
        List<Map<String, String>> log) {
    /** Marked instead of any choice: none of them applies. */
    static final String NONE = "none-of-these";

    static final FormAnswers EMPTY = new FormAnswers("", Map.of(), Map.of(), List.of(), List.of());

    private static final int DAY = "2026-11-22".length();
    private static final String FINDING = "f.";
    private static final String ANSWERED = "d.";
    private static final List<String> ATTESTATION = List.of("code", "target");
    private static final List<String> LOG = List.of("exercise", "at", "effort", "pain-next-day");

    FormAnswers {
        findings = new TreeMap<>(findings);
        answered = new TreeMap<>(answered);
        attestations = List.copyOf(attestations);
        log = List.copyOf(log);
    }

    // ---- from a form

    /** What a browser sent: all fields of a name, in the order of the page. */
    static FormAnswers of(Map<String, String[]> fields) {
        Map<String, List<String>> findings = new LinkedHashMap<>();
        Map<String, String> answered = new LinkedHashMap<>();
        fields.forEach((name, values) -> {
            List<String> given = List.of(values).stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (name.startsWith(FINDING) && !given.isEmpty()) {
                findings.put(name.substring(FINDING.length()), given);
            } else if (name.startsWith(ANSWERED) && !given.isEmpty()) {
                answered.put(name.substring(ANSWERED.length()), given.get(0));
            }
        });
        answered.keySet().retainAll(findings.keySet());
        return new FormAnswers(
                first(fields, "date"), findings, answered, rows(fields, "a.", ATTESTATION), rows(fields, "l.", LOG));
    }

    private static String first(Map<String, String[]> fields, String name) {
        String[] values = fields.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0].strip();
    }

    private static List<Map<String, String>> rows(Map<String, String[]> fields, String prefix, List<String> columns) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String column : columns) {
            String[] values = fields.getOrDefault(prefix + column, new String[0]);
            for (int i = 0; i < values.length; i++) {
                while (rows.size() <= i) {
                    rows.add(new LinkedHashMap<>());
                }
                if (!values[i].isBlank()) {
                    rows.get(i).put(column, values[i].strip());
                }
            }
        }
        rows.removeIf(Map::isEmpty);
        return rows;
    }

    // ---- from the text of a profile

    /** The fields that a text fills; of one that cannot be read, those that can. */
    static FormAnswers read(String text) {
        return DataReader.read(new SourceText("draft", text), new Problems())
                .filter(Mapping.class::isInstance)
                .map(node -> read((Mapping) node))
                .orElse(EMPTY);
    }

    private static FormAnswers read(Mapping profile) {
        Map<String, List<String>> findings = new LinkedHashMap<>();
        entries(profile, "findings").forEach(entry -> {
            List<String> values = values(entry.value());
            if (!values.isEmpty()) {
                findings.put(entry.key(), values);
            }
        });
        Map<String, String> answered = new LinkedHashMap<>();
        entries(profile, "answered").forEach(entry -> answered.put(entry.key(), text(entry.value())));
        List<Map<String, String>> attestations = items(profile, "attestations").stream()
                .map(FormAnswers::attestation)
                .toList();
        List<Map<String, String>> log =
                items(profile, "training-log").stream().map(FormAnswers::fields).toList();
        return new FormAnswers(
                profile.find("date")
                        .map(FormAnswers::text)
                        .map(FormAnswers::day)
                        .orElse(""),
                findings,
                answered,
                attestations,
                log);
    }

    /** The form asks for a day; the time of a visit of today is that of its saving. */
    private static String day(String moment) {
        return moment.length() > DAY ? moment.substring(0, DAY) : moment;
    }

    private static List<Entry> entries(Mapping profile, String key) {
        return profile.find(key)
                .filter(Mapping.class::isInstance)
                .map(node -> ((Mapping) node).entries())
                .orElse(List.of());
    }

    private static List<DataNode> items(Mapping profile, String key) {
        return profile.find(key)
                .filter(Sequence.class::isInstance)
                .map(node -> ((Sequence) node).items())
                .orElse(List.of());
    }

    private static List<String> values(DataNode node) {
        if (node instanceof Sequence sequence) {
            return sequence.items().isEmpty()
                    ? List.of(NONE)
                    : sequence.items().stream().map(FormAnswers::text).toList();
        }
        String text = text(node);
        return text.isEmpty() || text.equals("unknown") ? List.of() : List.of(yesNo(text));
    }

    private static String yesNo(String text) {
        return text.equalsIgnoreCase("true") ? "yes" : text.equalsIgnoreCase("false") ? "no" : text;
    }

    private static String text(DataNode node) {
        return node instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : "";
    }

    private static Map<String, String> fields(DataNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> fields.put(entry.key(), text(entry.value())));
        }
        return fields;
    }

    private static Map<String, String> attestation(DataNode node) {
        Map<String, String> row = fields(node);
        for (String scope : List.of("exercise", "movement")) {
            String target = row.remove(scope);
            if (target != null) {
                row.put("target", scope + ":" + target);
            }
        }
        return row;
    }

    // ---- as the text of a profile

    /**
     * The text of a profile, and which field of the form stands in which line of it.
     *
     * @param fields by line, counted from 1: the code of a finding, {@code date}, {@code attestation-0}, {@code log-0}
     */
    record Written(String text, Map<Integer, String> fields) {}

    /**
     * Writes a profile.
     *
     * @param now the date and time where the form gives no date
     * @param lists the codes of the findings whose answer is a list
     */
    Written write(String patient, String now, Set<String> lists) {
        Writer writer = new Writer();
        writer.line("", "patient: " + quoted(patient));
        writer.line("date", "date: " + quoted(date.isEmpty() ? now : date));
        writer.line("", findings.isEmpty() ? "findings: {}" : "findings:");
        findings.forEach(
                (code, values) -> writer.line(code, "  " + quoted(code) + ": " + value(values, lists.contains(code))));
        if (!answered.isEmpty()) {
            writer.line("", "answered:");
            answered.forEach((code, day) -> writer.line(code, "  " + quoted(code) + ": " + quoted(day)));
        }
        if (!attestations.isEmpty()) {
            writer.line("", "attestations:");
            for (int i = 0; i < attestations.size(); i++) {
                writer.line("attestation-" + i, "  - " + flow(scoped(attestations.get(i))));
            }
        }
        if (!log.isEmpty()) {
            writer.line("", "training-log:");
            for (int i = 0; i < log.size(); i++) {
                writer.line("log-" + i, "  - " + flow(log.get(i)));
            }
        }
        return new Written(writer.text.toString(), writer.fields);
    }

    /** Lines as they are written. */
    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final Map<Integer, String> fields = new LinkedHashMap<>();
        private int lines;

        private void line(String field, String line) {
            text.append(line).append('\n');
            lines++;
            if (!field.isEmpty()) {
                fields.put(lines, field);
            }
        }
    }

    private static Map<String, String> scoped(Map<String, String> row) {
        Map<String, String> scoped = new LinkedHashMap<>(row);
        String target = scoped.remove("target");
        if (target != null) {
            int colon = target.indexOf(':');
            scoped.put(colon < 0 ? "target" : target.substring(0, colon), target.substring(colon + 1));
        }
        return scoped;
    }

    private static String value(List<String> values, boolean isList) {
        if (values.equals(List.of(NONE))) {
            return "[]";
        }
        return values.size() == 1 && !isList ? scalar(values.get(0)) : list(values);
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(FormAnswers::quoted).toList()) + "]";
    }

    private static String flow(Map<String, String> row) {
        List<String> fields = new ArrayList<>();
        row.forEach((name, value) -> fields.add(quoted(name) + ": " + scalar(value)));
        return "{" + String.join(", ", fields) + "}";
    }

    /** Numbers, yes and no are bare; whatever else somebody typed is a text, and can be nothing but one. */
    private static String scalar(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?|yes|no") ? value : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (isPlain(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(point > 0xffff ? "?" : "\\u%04x".formatted(point));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int point) {
        return (point >= ' ' && point <= '~') || Character.isLetterOrDigit(point);
    }

    FormAnswers dated(String day) {
        return new FormAnswers(day, findings, answered, attestations, log);
    }

    /** The same without some fields. */
    FormAnswers without(Set<String> fields) {
        Map<String, List<String>> kept = new LinkedHashMap<>(findings);
        kept.keySet().removeAll(fields);
        Map<String, String> dates = new LinkedHashMap<>(answered);
        dates.keySet().removeAll(fields);
        List<Map<String, String>> attested = new ArrayList<>();
        for (int i = 0; i < attestations.size(); i++) {
            if (!fields.contains("attestation-" + i)) {
                attested.add(attestations.get(i));
            }
        }
        List<Map<String, String>> trained = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            if (!fields.contains("log-" + i)) {
                trained.add(log.get(i));
            }
        }
        return new FormAnswers(fields.contains("date") ? "" : date, kept, dates, attested, trained);
    }
}
