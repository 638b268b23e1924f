package dorsal.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More people than there is room for: each is told so with a whole answer, and those inside are not disturbed. */
@Timeout(value = 60, unit = SECONDS)
class CrowdTest {
    @Test
    void whoIsTooManyIsSentAwayWithAWholeAnswerUntilThereIsRoom() throws Exception {
        List<Socket> inside = new ArrayList<>();
        try (Served dorsal = Served.shippedRules()) {
            for (int i = 0; i < CrowdFilter.MOST_INSIDE; i++) {
                inside.add(waitingForTheRest(dorsal));
            }
            HttpResponse<String> program;
            HttpResponse<String> person;
            do { // the last of them are still on their way in
                program = dorsal.get("/health");
                person = dorsal.get("/login", "Accept", "text/html");
            } while (program.statusCode() == 200 || person.statusCode() == 200);
            Socket first = inside.get(0);
            first.getOutputStream().write("no".getBytes(ISO_8859_1));
            String answer = new String(first.getInputStream().readNBytes(12), ISO_8859_1);
            while (program.statusCode() == 503) { // until the first has gone out
                program = dorsal.get("/health");
            }

            assertThat(person.statusCode()).isEqualTo(503);
            assertThat(person.headers().firstValue("Retry-After")).contains(ErrorReplies.SECONDS_TO_WAIT);
            assertThat(person.body())
                    .contains("Too many people", "Nothing was done")
                    .endsWith("</html>\n");
            assertThat(answer).isEqualTo("HTTP/1.1 302");
            assertThat(program.statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : inside) {
                socket.close();
            }
        }
    }

    /** Sends all of a form but its end: read before anybody is looked up, so that many are soon inside. */
    private static Socket waitingForTheRest(Served dorsal) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), dorsal.port());
        String body = "name=ann&password=";
        socket.getOutputStream()
                .write(("POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + (body.length() + 2) + "\r\n\r\n" + body)
                        .getBytes(ISO_8859_1));
        return socket;
    }
}
