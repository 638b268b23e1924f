package dorsal.store;

import java.util.List;

/**
 * What came of looking at every entry and at every row that one tells of.
 *
 * @param entries how many there are
 * @param head where the trail ends
 * @param findings by number of entry; empty when everything is as it was written
 */
public record AuditReport(long entries, AuditHead head, List<Finding> findings) {
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** True when everything is as it was written. */
    public boolean sound() {
        return findings.isEmpty();
    }

    /** Something is not as it was written; {@code entry} is the first number concerned. */
    public record Finding(long entry, String sentence) {}
}
