package dorsal.store;

/** Somebody wrote to a patient's chart after it was read; what is there now must be seen before it is added to. */
public final class ChangedMeanwhile extends ChartRefusal {
    private static final long serialVersionUID = 1L;

    private final transient Patient patient;

    ChangedMeanwhile(Patient patient) {
        super("The chart of this patient was changed by %s meanwhile. Nothing was saved; look at what is there now."
                .formatted(patient.changedBy()));
        this.patient = patient;
    }

    /** The patient as it is now, with the state to save on. */
    public Patient patient() {
        return patient;
    }
}
