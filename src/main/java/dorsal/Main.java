package dorsal;

import dorsal.cli.Dorsal;
import dorsal.cli.Streams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Streams streams = new Streams(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.exit(Dorsal.run(arguments, streams));
    }
}
