package dorsal;

import dorsal.knowledge.*;
import dorsal.text.*;
import java.nio.file.Path;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of(args[0]))));
            System.out.println(rules.knowledge().rules().size() + " " + rules.fingerprint());
        } catch (ProblemsException e) {
            e.problems().forEach(System.out::println);
        }
    }
}
