package dorsal.cli;

import dorsal.store.Role;
import dorsal.text.Spelling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a user or a token may do. */
final class RoleOption {
    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "clinician, rule-editor, administrator or auditor.")
    private String code = "";

    Role role(CommandSpec command) {
        return Role.find(code)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "'%s' is no role. Expected clinician, rule-editor, administrator or auditor.%s"
                                .formatted(
                                        code,
                                        Spelling.suggest(code, Role.codes())
                                                .map(advice -> " " + advice)
                                                .orElse(""))));
    }
}
