package dorsal.store;

import dorsal.activation.DurableFiles;
import dorsal.store.BackupFormat.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A backup that was opened and whose files are all there as they were written. */
final class BackupReader implements AutoCloseable {
    private final ZipFile zip;
    private final AuditHead head;
    private final List<String> ruleFiles = new ArrayList<>();

    /**
     * Opens a backup and compares every file in it with its hash.
     *
     * @throws ChartRefusal if it is no backup, or is damaged
     * @throws IOException if it cannot be read
     */
    static BackupReader open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new ChartRefusal("'%s' is not a backup of Dorsal, or was cut off.".formatted(file));
        }
        try {
            return new BackupReader(zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private BackupReader(ZipFile zip) throws IOException {
        this.zip = zip;
        List<String> lines = lines(BackupFormat.MANIFEST);
        if (lines.isEmpty()) {
            throw damaged(BackupFormat.MANIFEST);
        }
        Map<String, Object> about = row(lines.get(0), BackupFormat.ABOUT, BackupFormat.MANIFEST);
        if (!(about.get("format") instanceof Long version) || version != BackupFormat.VERSION) {
            throw new ChartRefusal("This backup is of another format (%s); this version of Dorsal reads format %d."
                    .formatted(about.get("format"), BackupFormat.VERSION));
        }
        if (!(about.get("head_number") instanceof Long number) || !(about.get("head_hash") instanceof String hash)) {
            throw damaged(BackupFormat.MANIFEST);
        }
        head = new AuditHead(number, hash);
        Map<String, String> hashes = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, Object> listed = row(line, BackupFormat.FILE, BackupFormat.MANIFEST);
            hashes.put(String.valueOf(listed.get("file")), String.valueOf(listed.get("sha256")));
        }
        compare(hashes);
    }

    private void compare(Map<String, String> hashes) throws IOException {
        List<Part> parts = new ArrayList<>(BackupFormat.parts());
        parts.add(BackupFormat.DRAFTS);
        for (Part part : parts) {
            if (!hashes.containsKey(part.file())) {
                throw damaged(part.file());
            }
        }
        for (Map.Entry<String, String> listed : hashes.entrySet()) {
            if (!listed.getValue().equals(hash(listed.getKey()))) {
                throw damaged(listed.getKey());
            }
            if (BackupFormat.RULE_FILE.matcher(listed.getKey()).matches()) {
                ruleFiles.add(listed.getKey());
            }
        }
    }

    private static ChartRefusal damaged(String file) {
        return new ChartRefusal(
                "This backup is damaged, or no backup of Dorsal: '%s' in it is missing or not as it was written."
                        .formatted(file));
    }

    private InputStream contents(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(name);
        }
        return zip.getInputStream(entry);
    }

    private String hash(String name) throws IOException {
        try (DigestInputStream in = new DigestInputStream(contents(name), ContentHash.sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (ZipException e) {
            throw damaged(name);
        }
    }

    private List<String> lines(String name) throws IOException {
        try (BufferedReader reader = reader(name)) {
            return reader.lines().toList();
        } catch (java.io.UncheckedIOException e) {
            throw damaged(name);
        }
    }

    private BufferedReader reader(String name) throws IOException {
        return new BufferedReader(new InputStreamReader(contents(name), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> row(String line, List<Column> columns, String file) {
        try {
            return RowJson.read(line, columns);
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    AuditHead head() {
        return head;
    }

    /** How many files of rule sets it holds. */
    int ruleFiles() {
        return ruleFiles.size();
    }

    /**
     * Puts every row into empty tables.
     *
     * @return how many
     */
    long load(JdbcClient sql) throws IOException {
        long rows = 0;
        for (Part part : BackupFormat.parts()) {
            rows += load(sql, part);
        }
        rows += load(sql, BackupFormat.DRAFTS);
        sql.sql("insert into rules_shown (entry, patient, rules) select entry, patient, rules from visit")
                .update();
        ShownPatients.complete(sql);
        sql.sql("update audit_head set number = ?, hash = ? where id = 1")
                .params(head.number(), head.hash())
                .update();
        return rows;
    }

    private long load(JdbcClient sql, Part part) throws IOException {
        long rows = 0;
        try (BufferedReader reader = reader(part.file())) {
            for (Optional<String> line = next(reader); line.isPresent(); line = next(reader)) {
                Map<String, Object> values = row(line.get(), part.columns(), part.file());
                sql.sql("insert into %s (%s) values (%s)"
                                .formatted(
                                        part.table(),
                                        String.join(", ", values.keySet()),
                                        values.keySet().stream()
                                                .map(name -> "?")
                                                .collect(Collectors.joining(", "))))
                        .params(values.values().stream().map(Column::parameter).toList())
                        .update();
                rows++;
            }
        }
        return rows;
    }

    private static Optional<String> next(BufferedReader reader) throws IOException {
        return Optional.ofNullable(reader.readLine());
    }

    /** Writes the files of the rule sets: what they hold first, then the history that names them. */
    void writeRuleSets(Path data) throws IOException {
        for (String name : ruleFiles.stream().sorted().toList()) {
            try (InputStream in = contents(name)) {
                DurableFiles.write(data.resolve(name), in.readAllBytes());
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
