package dorsal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The file of H2 with an order that survives a power cut. H2 writes a commit into a free part of its file and then says
 * at the beginning of the file where that is; it asks the disk to keep both at once. A disk may keep the second and lose
 * the first, and H2 then goes back to an older part, which can be a hundred commits ago. So before the beginning of the
 * file is written, or its end cut off, everything else is on the disk.
 *
 * <p>This is H2's own place for such a thing (its pluggable file system), reached by the scheme {@code ordered:}. Public,
 * since H2 makes it.
 */
public final class OrderedFile extends FilePathWrapper {
    private static final String SCHEME = "ordered";

    /** Registers the scheme, once or again, and gives it as it stands in an address. */
    static String scheme() {
        FilePath.register(new OrderedFile());
        return SCHEME + ":";
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Ordered(getBase().open(mode));
    }

    /** An open file; like the one that it stands before, safe for several threads without waiting for one another. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class Ordered extends FileBase {
        private final FileChannel file;

        Ordered(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            keepBefore(file.position());
            return file.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            keepBefore(position);
            return file.write(source, position);
        }

        private void keepBefore(long position) throws IOException {
            if (position == 0) {
                file.force(false);
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.force(false);
            file.truncate(size);
            return this;
        }

        // ---- as it is

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
