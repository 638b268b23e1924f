package dorsal.store;

/**
 * What a backup holds.
 *
 * @param head where the audit trail ended when it was made
 * @param rows of all tables
 * @param ruleFiles the files of the rule sets that were in use
 * @param trail what came of looking at the trail
 */
public record BackupReport(AuditHead head, long rows, int ruleFiles, AuditReport trail) {}
