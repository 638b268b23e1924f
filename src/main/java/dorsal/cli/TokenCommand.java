package dorsal.cli;

import dorsal.store.Token;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "The keys with which programs use /api: add, list and revoke them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: add, list, revoke.");
    }

    @Command(
            name = "add",
            description = "Makes a token and prints it, this once: only a hash of it is kept.",
            mixinStandardHelpOptions = true)
    int add(@Parameters(paramLabel = "NAME") String name, @Mixin RoleOption role, @Mixin ChartFolder folder) {
        var given = role.role(spec);
        String secret = folder.withNew(chart -> chart.tokens().add(name, given, folder.who()));
        Terminal.print(spec, secret + "\n");
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "Every token, by name.", mixinStandardHelpOptions = true)
    int list(@Mixin ChartFolder folder) {
        List<Token> tokens = folder.with(spec, chart -> chart.tokens().list());
        StringBuilder text = new StringBuilder(tokens.isEmpty() ? "There are no tokens yet.\n" : "");
        for (Token token : tokens) {
            text.append("%-20s  %-13s  %s; changed %s by %s; %s%n"
                    .formatted(
                            token.name(),
                            token.role().code(),
                            token.revoked() ? "revoked" : "valid",
                            Terminal.time(token.changedAt(), folder.clock().getZone()),
                            Terminal.plain(token.changedBy()),
                            token.lastUsed()
                                    .map(used -> "last used "
                                            + Terminal.time(used, folder.clock().getZone()))
                                    .orElse("never used")));
        }
        Terminal.print(spec, text.toString());
        return ExitCode.DONE;
    }

    @Command(name = "revoke", description = "Makes a token useless, at once.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "NAME") String name, @Mixin ChartFolder folder) {
        folder.with(spec, chart -> {
            chart.tokens().revoke(name, folder.who());
            return true;
        });
        Terminal.print(spec, "The token '%s' is revoked.%n".formatted(name));
        return ExitCode.DONE;
    }
}
