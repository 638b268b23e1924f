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
        throw new ParameterException(
                spec.commandLine(), "Expected a command: add, list, disable, enable, password, single-sign-on.");
    }

    /** How a new user logs in. */
    static final class LogInOption {
        @Option(names = "--password-stdin", description = "With a password, which is the first line of standard input.")
        private boolean byPassword;

        @Option(
                names = "--must-change",
                description = "The password serves for one log-in, at which another is chosen.")
        private boolean mustChange;

        @Option(
                names = "--single-sign-on",
                description = "At the provider that the server is told of (DORSAL_OIDC_ISSUER), which knows the user by"
                        + " this name.")
        private boolean bySingleSignOn;
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
            @Mixin LogInOption by,
            @Mixin ChartFolder folder) {
        var given = role.role(spec);
        if (by.byPassword == by.bySingleSignOn || (by.mustChange && !by.byPassword)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --password-stdin, with or without --must-change, or --single-sign-on.");
        }
        if (by.byPassword) {
            String secret = Terminal.password(spec, streams);
            folder.withNew(chart -> chart.users().add(name, given, secret, by.mustChange, folder.who()));
        } else {
            folder.withNew(chart -> chart.users().addForSingleSignOn(name, given, folder.who()));
        }
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
                            (user.disabled() ? "disabled" : "enabled")
                                    + (user.singleSignOn() ? ", single sign-on" : ""),
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

    @Command(
            name = "single-sign-on",
            description = "Lets a user in by single sign-on, as whoever the provider next calls by this name.",
            mixinStandardHelpOptions = true)
    int singleSignOn(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--only", description = "Removes the password.") boolean only,
            @Option(names = "--off", description = "Lets the user in with the password only.") boolean off,
            @Mixin ChartFolder folder) {
        if (only && off) {
            throw new ParameterException(spec.commandLine(), "Expected --only or --off, not both.");
        }
        if (off) {
            return change(
                    folder,
                    chart -> chart.users().endSingleSignOn(name, folder.who()),
                    "The user '%s' logs in with the password only.%n");
        }
        change(
                folder,
                chart -> chart.users().allowSingleSignOn(name, folder.who()),
                "The user '%s' may log in by single sign-on.%n");
        return only
                ? change(
                        folder,
                        chart -> chart.users().removePassword(name, folder.who()),
                        "The password of '%s' is removed.%n")
                : ExitCode.DONE;
    }

    private int change(ChartFolder folder, Function<Chart, User> change, String sentence) {
        User user = folder.with(spec, change);
        Terminal.print(spec, sentence.formatted(user.name()));
        return ExitCode.DONE;
    }
}
