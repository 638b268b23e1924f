package dorsal.web;

import dorsal.clinical.Urgency;
import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.Patient;
import dorsal.store.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is in the chart, and how somebody comes into it. */
@Controller
final class PatientsController {
    private static final int MOST = 100;

    /** As Dorsal itself writes a result; the day of the assessment stands near its beginning. */
    private static final Pattern DATE = Pattern.compile("\"date\":\"(\\d{4}-\\d{2}-\\d{2})");

    private static final String HOLD = "\"hold\":true,\"escalations\"";
    private static final Pattern REVIEW = Pattern.compile("\"review\":\\{\"weeks\":(\\d+)");

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
            @RequestParam(name = "begin", defaultValue = "") String begin,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(begin, "", "", request, response);
    }

    private void show(String begin, String id, String problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<Patient> found = chart.patients().list(begin.strip(), MOST);
        View view = new View()
                .with("begin", begin)
                .with("id", id)
                .with("problem", problem)
                .with("full", found.size() == MOST)
                .with("most", MOST)
                .with("demo", !demo.present())
                .list("patients", found.stream().map(this::row).toList());
        pages.page(request, response, "Patients", "patients", view);
    }

    private View row(Patient patient) {
        Optional<Visit> last = chart.visits().last(patient.id());
        Optional<LocalDate> due = last.flatMap(PatientsController::due);
        return View.of("id", patient.id())
                .with("path", PatientKey.path(patient.id()))
                .with("urgency", patient.lastUrgency().map(Urgency::code))
                .with("urgency-words", patient.lastUrgency().map(AnswerView::urgencyWords))
                .with(
                        "hold",
                        last.filter(visit -> visit.result().contains(HOLD)).isPresent())
                .with("visit", patient.lastVisit().map(at -> Moments.day(at, clock.getZone())))
                .with("due", due.map(Moments::day))
                .with(
                        "overdue",
                        due.filter(day -> day.isBefore(LocalDate.now(clock))).isPresent());
    }

    /** The day by which the last result wants the patient seen again. */
    private static Optional<LocalDate> due(Visit visit) {
        Matcher review = REVIEW.matcher(visit.result());
        return review.find() ? day(visit).map(day -> day.plusWeeks(Long.parseLong(review.group(1)))) : Optional.empty();
    }

    /** The day that the answers of a visit are of, which may lie before that on which it was saved. */
    static Optional<LocalDate> day(Visit visit) {
        Matcher date = DATE.matcher(visit.result());
        return date.find() ? Optional.of(LocalDate.parse(date.group(1))) : Optional.empty();
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
            response.sendRedirect(PatientKey.path(patient.id()) + "/entry");
        } catch (ChartRefusal refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show("", id, String.valueOf(refusal.getMessage()), request, response);
        }
    }

    @PostMapping("/patients/demo")
    void addDemo(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        demo.add(user.name());
        Pages.redirect(request, response, "/patients", "The demo patients are in the chart. They are made up.");
    }
}
