package dorsal.knowledge;

import dorsal.text.ProblemsException;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be seen of a rules folder without reading it: each file with its size, times and identity. Two stamps differ
 * when anything was written, renamed, added or deleted between them.
 */
public record FolderStamp(List<String> seen) {
    public FolderStamp {
        seen = List.copyOf(seen);
    }

    /** The stamp now; a folder that cannot be listed has one too, which says why. */
    public static FolderStamp of(Path folder) {
        try {
            return new FolderStamp(FolderListing.of(folder, folder.toString()).stream()
                    .map(entry -> "%s %d %s %s"
                            .formatted(
                                    entry.path(),
                                    entry.attributes().size(),
                                    entry.attributes().lastModifiedTime(),
                                    entry.attributes().fileKey()))
                    .toList());
        } catch (ProblemsException e) {
            return new FolderStamp(List.of(String.valueOf(e.getMessage())));
        }
    }
}
