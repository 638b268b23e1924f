package dorsal.cli;

import dorsal.store.Chart;
import dorsal.store.User;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "user",
        description = "Who may log in: add, list, disable and enable users, give them passwords.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand implements Runnable {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    UserCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: add, list, disable, enable, password.");
    }

    /** Where a password comes from: never from an argument, which every user of the machine could read. */
    static final class PasswordOption {
        @SuppressWarnings("UnusedVariable") // that it is given is all it says
        @Option(
                names = "--password-stdin",
                required = true,
                description = "Takes the password from the first line of standard input.")
        private boolean fromInput;

        @Option(
                names = "--must-change",
                description = "The password serves for one log-in, at which another is chosen.")
        private boolean mustChange;
    }

    @Command(name = "add", description = "Adds a user.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin RoleOption role,
            @Mixin PasswordOption password,
            @Mixin ChartFolder folder) {
        var given = role.role(spec);
        String secret = Terminal.password(spec, streams);
        folder.withNew(chart -> chart.users().add(name, given, secret, password.mustChange, folder.who()));
        Terminal.print(spec, "The user '%s' (%s) is added.%n".formatted(name, given.code()));
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "Every user, by name.", mixinStandardHelpOptions = true)
    int list(@Mixin ChartFolder folder) {
        List<User> users = folder.with(spec, chart -> chart.users().list());
        StringBuilder text = new StringBuilder(users.isEmpty() ? "There are no users yet.\n" : "");
        for (User user : users) {
            text.append("%-20s  %-13s  %s%s; changed %s by %s%n"
                    .formatted(
                            user.name(),
                            user.role().code(),
                            user.disabled() ? "disabled" : "enabled",
                            user.mustChangePassword() ? ", must change the password" : "",
                            Terminal.time(user.changedAt(), folder.clock().getZone()),
                            Terminal.plain(user.changedBy())));
        }
        Terminal.print(spec, text.toString());
        return ExitCode.DONE;
    }

    @Command(name = "disable", description = "Lets a user in no longer.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME") String name, @Mixin ChartFolder folder) {
        return change(folder, chart -> chart.users().disable(name, folder.who()), "The user '%s' is disabled.%n");
    }

    @Command(name = "enable", description = "Lets a user in again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME") String name, @Mixin ChartFolder folder) {
        return change(folder, chart -> chart.users().enable(name, folder.who()), "The user '%s' is enabled.%n");
    }

    @Command(
            name = "password",
            description = "Gives a user another password, and forgives wrong ones.",
            mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "NAME") String name, @Mixin PasswordOption password, @Mixin ChartFolder folder) {
        String secret = Terminal.password(spec, streams);
        return change(
                folder,
                chart -> chart.users().changePassword(name, secret, password.mustChange, folder.who()),
                "The password of '%s' is changed.%n");
    }

    private int change(ChartFolder folder, Function<Chart, User> change, String sentence) {
        User user = folder.with(spec, change);
        Terminal.print(spec, sentence.formatted(user.name()));
        return ExitCode.DONE;
    }
}
