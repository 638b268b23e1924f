package dorsal.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessor;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.Case;
import dorsal.text.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules folders damaged by chance, in the ways that editors, merges and disks damage them. */
class DamagedRulesTest {
    private static final int DAMAGES = 60;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path parent;

    private final Random random = new Random(20_261_122);

    @Test
    void noneGoesLiveWithAFailingCaseAndAllAreToldWithAPlace() throws Exception {
        Path folder = RulesCopy.in(parent).folder();
        RuleActivation activation =
                RuleActivation.start(folder, new RuleSetArchive(parent.resolve("data/rule-sets")), CLOCK);
        Standing first = activation.active().standing();
        List<Case> shipped = first.cases();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread load = new Thread(() -> assessUntil(over, failure, activation.active(), shipped));
        load.start();
        List<Path> files = files(folder);

        for (int i = 0; i < DAMAGES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            String damage = damage(file, before, files);

            Standing after = activation.lookAtDisk();

            String what = "damage %d: %s of %s".formatted(i, damage, folder.relativize(file));
            if (after.refused().isPresent()) {
                assertThat(after.refused().get().problems())
                        .as(what)
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThatItHasAPlace(problem, folder));
            } else {
                assertThat(new Candidate(after.rules(), shipped).failures(shipped))
                        .as(what)
                        .isEmpty();
            }
            restore(folder, file, before, files);
            assertThat(activation.lookAtDisk().rules().fingerprint())
                    .as(what)
                    .isEqualTo(first.rules().fingerprint());
        }
        over.set(true);
        load.join();
        assertThat(failure.get()).isNull();
    }

    private static void assertThatItHasAPlace(Problem problem, Path folder) {
        assertThat(problem.at().file()).startsWith(folder.toString());
        assertThat(problem.found()).isNotBlank();
    }

    private static void assessUntil(
            AtomicBoolean over, AtomicReference<Throwable> failure, ActiveRules rules, List<Case> cases) {
        try {
            for (int i = 0; !over.get(); i = (i + 1) % cases.size()) {
                Assessor.assess(cases.get(i).profile(), rules.current());
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private String damage(Path file, byte[] bytes, List<Path> files) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(9)) {
            case 0 -> {
                Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                return "truncated";
            }
            case 1 -> {
                lines.add(at, "<<<<<<< ours");
                lines.add(Math.min(lines.size(), at + 3), "=======");
                lines.add(Math.min(lines.size(), at + 6), ">>>>>>> theirs");
                Files.writeString(file, String.join("\n", lines));
                return "merged badly";
            }
            case 2 -> {
                Files.write(file, text.getBytes(StandardCharsets.UTF_16));
                return "saved as UTF-16";
            }
            case 3 -> {
                int from = random.nextInt(lines.size());
                lines.addAll(at, new ArrayList<>(lines.subList(Math.min(from, at), Math.max(from, at))));
                Files.writeString(file, String.join("\n", lines));
                return "lines duplicated";
            }
            case 4 -> {
                lines.subList(at, Math.min(lines.size(), at + 1 + random.nextInt(8)))
                        .clear();
                Files.writeString(file, String.join("\n", lines));
                return "lines lost";
            }
            case 5 -> {
                Files.delete(file);
                return "deleted";
            }
            case 6 -> {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                return "one bit flipped";
            }
            case 7 -> {
                Files.copy(file, file.resolveSibling("99-copy-of-" + file.getFileName()));
                return "copied beside itself";
            }
            default -> {
                Files.write(file, Files.readAllBytes(files.get(random.nextInt(files.size()))));
                return "written over by another file";
            }
        }
    }

    private static void restore(Path folder, Path file, byte[] before, List<Path> files) throws IOException {
        for (Path there : files(folder)) {
            if (!files.contains(there)) {
                Files.delete(there);
            }
        }
        Files.write(file, before);
        assertThat(KnowledgeFolder.read(folder).problems()).isEmpty();
    }
}
