package dorsal.store;

import dorsal.store.BackupFormat.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes everything of one moment into one file, while others go on writing to the chart. */
final class BackupWriter {
    private static final int PIECE = 200;

    private final JdbcClient sql;
    private final Path ruleSets;
    private final List<Map<String, Object>> files = new ArrayList<>();
    private long rows;

    private BackupWriter(JdbcClient sql, Path ruleSets) {
        this.sql = sql;
        this.ruleSets = ruleSets;
    }

    /** @throws IOException if it could not be written completely; there is no file then */
    static BackupReport write(Database database, Path ruleSets, Path file, String by) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        database.write(ledger -> ledger.note(by, "backup made", Optional.empty(), Optional.empty()));
        // Made so that nobody else may read it.
        Path part = Files.createTempFile(folder, ".dorsal-backup", ".part");
        try {
            BackupReport report = database.snapshot(sql -> new BackupWriter(sql, ruleSets)
                    .write(part, by, Column.kept(database.clock().instant())));
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return report;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private BackupReport write(Path part, String by, Object now) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            AuditReport trail = new AuditCheck(sql).run(Optional.empty());
            AuditHead head = AuditRows.head(sql);
            for (Part table : BackupFormat.parts()) {
                entry(zip, table.file(), out -> table(table, out));
            }
            entry(zip, BackupFormat.DRAFTS.file(), this::drafts);
            int before = files.size();
            for (Path rules : ruleFiles()) {
                String name =
                        "rule-sets/" + ruleSets.relativize(rules).toString().replace('\\', '/');
                if (BackupFormat.RULE_FILE.matcher(name).matches()) {
                    entry(zip, name, out -> Files.copy(rules, out));
                }
            }
            int ruleFiles = files.size() - before;
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("format", BackupFormat.VERSION);
            about.put("made_at", now);
            about.put("made_by", by);
            about.put("head_number", head.number());
            about.put("head_hash", head.hash());
            zip.putNextEntry(new ZipEntry(BackupFormat.MANIFEST));
            line(zip, about);
            for (Map<String, Object> file : files) {
                line(zip, file);
            }
            zip.closeEntry();
            zip.finish();
            channel.force(true);
            return new BackupReport(head, rows, ruleFiles, trail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contents of one file of the backup. */
    @FunctionalInterface
    private interface Contents {
        void to(OutputStream out) throws IOException;
    }

    /** Counts what goes through. */
    private static final class Counted extends DigestOutputStream {
        private long bytes;

        Counted(OutputStream out, MessageDigest digest) {
            super(out, digest);
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            super.write(b, off, len);
            bytes += len;
        }
    }

    private void entry(ZipOutputStream zip, String name, Contents contents) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Counted out = new Counted(zip, ContentHash.sha256());
        contents.to(out);
        zip.closeEntry();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", name);
        file.put("bytes", out.bytes);
        file.put("sha256", HexFormat.of().formatHex(out.getMessageDigest().digest()));
        files.add(file);
    }

    private void table(Part part, OutputStream out) throws IOException {
        long last = Long.MIN_VALUE;
        List<Map<String, Object>> piece;
        do {
            piece = sql.sql("select * from %s where %s > ? order by %s limit ?"
                            .formatted(part.table(), part.key(), part.key()))
                    .params(last, PIECE)
                    .query((row, index) -> values(part, row))
                    .list();
            for (Map<String, Object> values : piece) {
                line(out, values);
                rows++;
                if (values.get(part.key()) instanceof Long number) {
                    last = number;
                }
            }
        } while (!piece.isEmpty());
    }

    private void drafts(OutputStream out) throws IOException {
        for (Map<String, Object> values : sql.sql("select * from draft order by patient, made_by")
                .query((row, index) -> values(BackupFormat.DRAFTS, row))
                .list()) {
            line(out, values);
            rows++;
        }
    }

    private static Map<String, Object> values(Part part, java.sql.ResultSet row) throws java.sql.SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : part.columns()) {
            Object value = column.read(row);
            if (value != null) {
                values.put(column.name(), value);
            }
        }
        return values;
    }

    private static void line(OutputStream out, Map<String, Object> values) throws IOException {
        out.write(RowJson.write(values));
        out.write('\n');
    }

    /** What a history names is written before it, so it is looked for first and all that it names is found. */
    private List<Path> ruleFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("history", "versions", "files")) {
            Path in = ruleSets.resolve(folder);
            if (Files.isDirectory(in)) {
                try (Stream<Path> list = Files.list(in)) {
                    list.filter(Files::isRegularFile).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }
}
