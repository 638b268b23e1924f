package dorsal.activation;

import com.sun.management.UnixOperatingSystemMXBean;
import dorsal.assessment.Assessor;
import dorsal.knowledge.RulesCopy;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * What hundreds of activations leave behind, in figures: heap after collection, metaspace, threads, open files; and how
 * long an activation takes. The command is in the README.
 */
final class ActivationSoak {
    private static final int ACTIVATIONS = 500;
    private static final int EVERY = 100;
    private static final String REASON = "Unsupported rows load the lumbar spine";

    private ActivationSoak() {}

    public static void main(String[] arguments) throws IOException {
        Path parent = Files.createTempDirectory("dorsal-soak");
        Path folder = RulesCopy.in(parent).folder();
        Path file = folder.resolve("40-movement/44-technique.dslr");
        String text = Files.readString(file);
        RuleActivation activation =
                RuleActivation.start(folder, new RuleSetArchive(parent.resolve("data")), Clock.systemUTC());
        long[] millis = new long[ACTIVATIONS];
        PrintStream out = System.out;
        out.println("activations  heap MB  metaspace MB  threads  open files  median ms");
        for (int i = 0; i < ACTIVATIONS; i++) {
            Files.writeString(file, text.replace(REASON, REASON + " (edit " + i + ")"));
            long start = System.nanoTime();
            Standing standing = activation.lookAtDisk();
            millis[i] = (System.nanoTime() - start) / 1_000_000;
            if (standing.refused().isPresent()) {
                throw new IllegalStateException("Refused: " + standing.refused());
            }
            Assessor.assess(standing.cases().get(i % standing.cases().size()).profile(), standing.rules());
            if (i % EVERY == EVERY - 1) {
                report(out, i + 1, Arrays.copyOfRange(millis, i + 1 - EVERY, i + 1));
            }
        }
    }

    private static void report(PrintStream out, int activations, long[] millis) {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Arrays.sort(millis);
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
        out.printf(
                "%11d  %7.1f  %12.1f  %7d  %10d  %9d%n",
                activations,
                heap / 1048576.0,
                metaspace / 1048576.0,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                millis[millis.length / 2]);
    }
}
