package dorsal.web;

import dorsal.store.Chart;
import dorsal.store.Patient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything that is kept of one patient: taken away as a file, or erased where the patient or the law demands it. */
@Controller
@RequestMapping("/patients/{patient}")
final class ErasureController {
    private static final int LONGEST_REASON = 2_000;

    private final Chart chart;
    private final Charted charted;
    private final Pages pages;

    ErasureController(Chart chart, Charted charted, Pages pages) {
        this.chart = chart;
        this.charted = charted;
        this.pages = pages;
    }

    @PostMapping("/export")
    void export(@PathVariable("patient") long whom, SignedIn user, HttpServletResponse response) throws IOException {
        Patient patient = charted.patient(whom);
        byte[] json = chart.patients().export(patient.id(), user.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"patient.json\"");
        Reply.json(response, json);
    }

    @GetMapping("/erase")
    void ask(@PathVariable("patient") long whom, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        show(charted.patient(whom), "", "", "", request, response);
    }

    private void show(
            Patient patient,
            String why,
            String typed,
            String problem,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        View view = View.of("id", patient.id())
                .with("path", PatientPath.of(patient))
                .with("why", why)
                .with("typed", typed)
                .with("problem", problem)
                .with("visits", count(chart.visits().list(patient.id()).size(), "visit"))
                .with("overrides", count(chart.overrides().list(patient.id()).size(), "override"))
                .with("drafts", count(chart.visits().drafts(patient.id()).size(), "draft"));
        pages.page(request, response, "Erase a patient", "erase", view);
    }

    private static String count(int number, String what) {
        return number == 1 ? "1 " + what : "%d %ss".formatted(number, what);
    }

    @PostMapping("/erase")
    void erase(
            @PathVariable("patient") long whom,
            @RequestParam(name = "why", defaultValue = "") String why,
            @RequestParam(name = "typed", defaultValue = "") String typed,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        String problem = why.isBlank()
                ? "Nothing was erased. Say why: it is kept."
                : why.length() > LONGEST_REASON
                        ? "Nothing was erased. Say why in at most 2,000 characters."
                        : !typed.strip().equals(patient.id())
                                ? "Nothing was erased. What was typed is not the id of this patient."
                                : "";
        if (!problem.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(patient, why, typed, problem, request, response);
            return;
        }
        chart.patients().erase(patient.id(), user.name(), why.strip());
        Pages.redirect(request, response, "/patients", "The chart of one patient is erased. That it was stays known.");
    }
}
