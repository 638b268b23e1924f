package dorsal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    /** An open file. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // see StandIn
    private static final class Ordered extends StandIn {
        Ordered(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            keepBefore(position());
            return super.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            keepBefore(position);
            return super.write(source, position);
        }

        private void keepBefore(long position) throws IOException {
            if (position == 0) {
                force(false);
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            force(false);
            return super.truncate(size);
        }
    }
}
