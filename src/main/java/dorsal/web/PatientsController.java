package dorsal.web;

import dorsal.clinical.Urgency;
import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.Patient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is in the chart, and how somebody comes into it. */
@Controller
final class PatientsController {
    private static final int MOST = 50;
    private static final String NEWEST = "" + Long.MAX_VALUE;

    private final Chart chart;
    private final DemoPatients demo;
    private final Pages pages;
    private final Clock clock;

    PatientsController(Chart chart, DemoPatients demo, Pages pages, Clock clock) {
        this.chart = chart;
        this.demo = demo;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/patients")
    void list(
            @RequestParam(name = "before", defaultValue = NEWEST) long before,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show("", before, "", "", request, response);
    }

    /** What is looked for is sent, not asked for by an address, where it would be kept by browsers and proxies. */
    @PostMapping("/patients/find")
    void find(
            @RequestParam(name = "begin", defaultValue = "") String begin,
            @RequestParam(name = "before", defaultValue = NEWEST) long before,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(begin, before, "", "", request, response);
    }

    private void show(
            String begin,
            long before,
            String id,
            String problem,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<Patient> oneMore = chart.patients().list(begin.strip(), before, MOST + 1);
        List<Patient> found = oneMore.subList(0, Math.min(MOST, oneMore.size()));
        View view = new View()
                .with("begin", begin)
                .with("id", id)
                .with("problem", problem)
                .with("later", before != Long.MAX_VALUE)
                .with(
                        "older",
                        oneMore.size() > MOST
                                ? String.valueOf(found.get(MOST - 1).state())
                                : "")
                .with("demo", !demo.present())
                .list("patients", found.stream().map(this::row).toList());
        pages.page(request, response, "Patients", "patients", view);
    }

    private View row(Patient patient) {
        return View.of("id", patient.id())
                .with("path", PatientPath.of(patient))
                .with("urgency", patient.lastUrgency().map(Urgency::code))
                .with("urgency-words", patient.lastUrgency().map(AnswerView::urgencyWords))
                .with("hold", patient.onHold())
                .with(
                        "unknown",
                        patient.onHold()
                                && patient.lastUrgency()
                                        .filter(Urgency.NONE::equals)
                                        .isPresent())
                .with("visit", patient.lastVisit().map(at -> Moments.day(at, clock.getZone())))
                .with("due", patient.due().map(Moments::day))
                .with(
                        "overdue",
                        patient.due()
                                .filter(day -> day.isBefore(LocalDate.now(clock)))
                                .isPresent());
    }

    @PostMapping("/patients")
    void add(
            SignedIn user,
            @RequestParam(name = "id", defaultValue = "") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            Patient patient = id.isBlank()
                    ? chart.patients().create(user.name())
                    : chart.patients().create(id.strip(), user.name());
            response.sendRedirect(PatientPath.of(patient) + "/entry");
        } catch (ChartRefusal refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show("", Long.MAX_VALUE, id, String.valueOf(refusal.getMessage()), request, response);
        }
    }

    @PostMapping("/patients/demo")
    void addDemo(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        demo.add(user.name());
        Pages.redirect(request, response, "/patients", "The demo patients are in the chart. They are made up.");
    }
}
