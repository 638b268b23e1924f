package dorsal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk that keeps what it was told to keep, and of what was only written since, some or none: what is left when the
 * power goes. H2 reaches it by the scheme {@code uncertain:}. It stands before one file, the one that is written to. Public, since H2 makes it.
 */
public final class UncertainDisk extends FilePathWrapper {
    static final String SCHEME = "uncertain";
    private static final int SECTOR = 512;

    private static volatile Medium medium = new Medium();

    /** A new and empty disk; from now on every file of the scheme that ends so is on it. */
    static Medium insert() {
        FilePath.register(new UncertainDisk());
        medium = new Medium();
        return medium;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel real = getBase().open(mode);
        return name.endsWith(".mv.db") ? new Recorded(real, medium) : real;
    }

    /** What was written at a place, or where the file was cut off. */
    private record Change(long position, ByteBuffer bytes, boolean cutOff) {}

    /** The bytes that are safe, and the changes that are not yet. */
    static final class Medium {
        private byte[] safe = new byte[0];
        private final List<Change> pending = new ArrayList<>();
        private final List<CompletableFuture<byte[]>> waiting = new ArrayList<>();

        private synchronized void add(Change change) {
            pending.add(change);
            if (change.position() == 0 && !change.cutOff()) {
                waiting.forEach(cut -> cut.complete(after(safe.clone(), change)));
                waiting.clear();
            }
        }

        /** The file as it is found when the power goes as soon as its beginning was written, and that alone arrived. */
        synchronized CompletableFuture<byte[]> onceItsBeginningIsWritten() {
            CompletableFuture<byte[]> cut = new CompletableFuture<>();
            waiting.add(cut);
            return cut;
        }

        private synchronized void force() {
            pending.forEach(change -> safe = after(safe, change));
            pending.clear();
        }

        /** How much could be lost just now. */
        synchronized int unsafe() {
            return pending.size();
        }

        /** The file as it may be found once power is back: a change may have reached the disk, in part, or not at all. */
        synchronized byte[] afterPowerCut(Random random) {
            byte[] left = safe.clone(); // changes are put into it
            int share = random.nextInt(101); // of changes that got through; at times none, at times all
            for (Change change : pending) {
                if (random.nextInt(100) < share) {
                    left = after(left, random.nextInt(8) == 0 ? torn(change, random) : change);
                }
            }
            return left;
        }

        /** A write of which only the first sectors arrived. */
        private static Change torn(Change change, Random random) {
            int sectors = change.bytes().limit() / SECTOR;
            int arrived = sectors == 0 ? 0 : SECTOR * random.nextInt(sectors);
            return new Change(change.position(), change.bytes().slice(0, arrived), change.cutOff());
        }

        private static byte[] after(byte[] before, Change change) {
            int position = Math.toIntExact(change.position());
            if (change.cutOff()) {
                return Arrays.copyOf(before, Math.min(before.length, position));
            }
            int length = change.bytes().limit();
            int end = position + length;
            byte[] now = end > before.length ? Arrays.copyOf(before, end) : before;
            change.bytes().get(0, now, position, length);
            return now;
        }
    }

    /** The real file, of which every change is noted. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // see StandIn
    private static final class Recorded extends StandIn {
        private final Medium medium;

        Recorded(FileChannel real, Medium medium) {
            super(real);
            this.medium = medium;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            long position = position();
            int written = write(source, position);
            position(position + written);
            return written;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            ByteBuffer copy = source.duplicate();
            int written = super.write(source, position);
            medium.add(new Change(
                    position,
                    ByteBuffer.allocate(written)
                            .put(copy.limit(copy.position() + written))
                            .flip(),
                    false));
            return written;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            super.truncate(size);
            medium.add(new Change(size, ByteBuffer.allocate(0), true));
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            super.force(metaData);
            medium.force();
        }
    }
}
