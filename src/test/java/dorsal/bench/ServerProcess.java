package dorsal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code ./dorsal serve} as anybody starts it, with the settings of its virtual machine. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Dorsal is ready at (\\S+)");
    private static final Pattern USED = Pattern.compile("(?m)(?:used |^ (?:PS|Par)\\S* .*used )(\\d+)K");

    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static ServerProcess start(Path rules, Path data) throws IOException {
        Process process = new ProcessBuilder(
                        "./dorsal",
                        "serve",
                        "--port",
                        System.getProperty("load.port", "0"),
                        "--rules",
                        rules.toString(),
                        "--data",
                        data.toString())
                .redirectError(data.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new ServerProcess(process, URI.create(ready.group(1)));
            }
        }
        throw new IOException("The server did not start; see " + data.resolve("server.log") + ".");
    }

    URI address() {
        return address;
    }

    /** Prints what the server holds after a full collection: heap, threads; and the processor time it took so far. */
    void tell(String when, PrintStream out) throws IOException, InterruptedException {
        command("GC.run");
        long kilobytes = USED.matcher(command("GC.heap_info"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .limit(2) // what follows is metaspace
                .sum();
        long threads = command("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .count();
        double processor = process.toHandle()
                .info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1_000.0)
                .orElse(Double.NaN);
        out.printf(
                "%nserver %s: heap %.1f MB after collection, %d threads, %.1f s of processor time%n",
                when, kilobytes / 1024.0, threads, processor);
    }

    private String command(String name) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process told = new ProcessBuilder(List.of(jcmd, String.valueOf(process.pid()), name)).start();
        String text = told.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
        told.waitFor();
        return text;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
