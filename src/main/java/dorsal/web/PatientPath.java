package dorsal.web;

import dorsal.store.Patient;

/** Where the pages of a patient are. An address holds a number and never the id: it may be one that others know, too. */
final class PatientPath {
    private PatientPath() {}

    static String of(Patient patient) {
        return of(patient.number());
    }

    static String of(long number) {
        return "/patients/" + number;
    }
}
