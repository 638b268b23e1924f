package dorsal.activation;

/** The rules on disk are not those any more that somebody edited; nothing was written. */
public final class FolderChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderChanged() {
        super("The rules on disk were changed meanwhile. Nothing was published.");
    }
}
