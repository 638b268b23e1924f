package dorsal.web;

import dorsal.activation.RuleEditing;
import dorsal.knowledge.KnowledgeFolder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * The files of one edit, which are tried and published together. They travel with the form, so that nothing is kept
 * between two requests.
 *
 * @param main the one whose text is in the editor
 * @param others those edited before it; each is other than on disk
 * @param why the reason, as far as it was typed
 */
record RuleEdits(Draft main, List<Draft> others, String why) {
    private static final String CASES = ".cases.yaml";

    RuleEdits {
        String path = main.path();
        others = others.stream()
                .filter(draft -> !draft.path().equals(path) && (draft.changed() || draft.stale()))
                .toList();
    }

    /**
     * A text for one file.
     *
     * @param file as it is on disk
     * @param stamp of the file that the text was made from
     * @param text with lines that end in LF
     */
    record Draft(RuleFile file, String stamp, String text) {
        Draft {
            text = lines(text);
        }

        /** The text that stands on disk. */
        static Draft of(RuleFile file) {
            return of(file, file.text());
        }

        /** Another text in place of what stands on disk. */
        static Draft of(RuleFile file, String text) {
            return new Draft(file, file.stamp(), text);
        }

        private static String lines(String text) {
            return text.replace("\r\n", "\n").replace('\r', '\n'); // forms send CRLF, whatever stood in the file
        }

        String path() {
            return file.path();
        }

        boolean changed() {
            return !(text.isBlank() && file.contents().isEmpty()) && !text.equals(lines(file.text()));
        }

        /** True when somebody changed the file since. */
        boolean stale() {
            return !stamp.equals(file.stamp());
        }

        private Draft on(KnowledgeFolder folder) {
            return new Draft(RuleFile.in(folder, path()), stamp, text);
        }

        private View view() {
            return View.of("path", path())
                    .with("stamp", stamp)
                    .with("text", text)
                    .with(
                            "state",
                            text.isBlank() ? "taken away" : file.contents().isEmpty() ? "new" : "changed");
        }
    }

    static RuleEdits of(Draft main, String why) {
        return new RuleEdits(main, List.of(), why);
    }

    /**
     * Reads them from a form.
     *
     * @throws Refusal if a path is none of a file of rules, or the form is not one of ours
     */
    static RuleEdits of(HttpServletRequest form, KnowledgeFolder onDisk) {
        List<Draft> main = drafts(form, onDisk, "");
        if (main.size() != 1) {
            throw incomplete();
        }
        String why = form.getParameter("why");
        return new RuleEdits(main.get(0), drafts(form, onDisk, "with-"), why == null ? "" : why);
    }

    private static List<Draft> drafts(HttpServletRequest form, KnowledgeFolder onDisk, String prefix) {
        List<String> paths = values(form, prefix + "path");
        List<String> stamps = values(form, prefix + "stamp");
        List<String> texts = values(form, prefix + "text");
        if (stamps.size() != paths.size()
                || texts.size() != paths.size()
                || paths.stream().distinct().count() < paths.size()) {
            throw incomplete();
        }
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            drafts.add(new Draft(RuleFile.in(onDisk, paths.get(i)), stamps.get(i), texts.get(i)));
        }
        return drafts;
    }

    private static List<String> values(HttpServletRequest form, String name) {
        String[] values = form.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static Refusal incomplete() {
        return new Refusal(
                HttpStatus.BAD_REQUEST,
                "The form came incomplete. Expected path, stamp and text of each file once. Go back and send it again.");
    }

    String path() {
        return main.path();
    }

    private Stream<Draft> all() {
        return Stream.concat(Stream.of(main), others.stream());
    }

    /** The same with another file in the editor: as it was edited before, or else as it is on disk. */
    RuleEdits open(String path, KnowledgeFolder onDisk) {
        Draft opened = all().filter(draft -> draft.path().equals(path))
                .findFirst()
                .orElseGet(() -> Draft.of(RuleFile.in(onDisk, path)));
        return new RuleEdits(opened, all().toList(), why);
    }

    /** The same without what was edited in another file. */
    RuleEdits without(String path) {
        return new RuleEdits(
                main,
                others.stream().filter(draft -> !draft.path().equals(path)).toList(),
                why);
    }

    /** The same texts beside what is on disk by now. */
    RuleEdits on(KnowledgeFolder folder) {
        return new RuleEdits(
                main.on(folder), others.stream().map(draft -> draft.on(folder)).toList(), why);
    }

    /** Those that somebody else changed since. */
    List<Draft> stale() {
        return all().filter(Draft::stale).toList();
    }

    /** Ready to be sent again by somebody who has seen what stands on disk; one that changed there is in the editor. */
    RuleEdits seen() {
        Draft first = stale().stream().findFirst().orElse(main);
        return new RuleEdits(
                Draft.of(first.file(), first.text()),
                all().map(draft -> Draft.of(draft.file(), draft.text())).toList(),
                why);
    }

    /** The folder with every edited file in it; nothing is written. */
    KnowledgeFolder in(KnowledgeFolder folder) {
        KnowledgeFolder edited = folder;
        for (Draft draft : all().filter(Draft::changed).toList()) {
            edited = RuleEditing.with(edited, draft.path(), draft.file().edited(draft.text()));
        }
        return edited;
    }

    /** What the form shows and carries on. */
    View view(KnowledgeFolder onDisk) {
        return main.view()
                .with("new", main.file().contents().isEmpty())
                .with("unchanged", !main.changed())
                .with("why", why)
                .list("with", others.stream().map(Draft::view).toList())
                .list("also", also(onDisk));
    }

    /** The files that can be edited together with these: the cases beside the rules first, be there any or not. */
    private List<String> also(KnowledgeFolder onDisk) {
        Optional<String> beside = path().endsWith(".dslr")
                ? Optional.of(path().replaceFirst("\\.dslr$", CASES))
                : Optional.of(path().replaceFirst("\\.cases\\.yaml$", ".dslr"))
                        .filter(path -> onDisk.contents().containsKey(path));
        Predicate<String> open = path -> all().anyMatch(draft -> draft.path().equals(path));
        return Stream.concat(beside.stream(), onDisk.contents().keySet().stream())
                .distinct()
                .filter(open.negate())
                .toList();
    }
}
