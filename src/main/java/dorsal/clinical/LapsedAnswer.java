package dorsal.clinical;

import java.time.LocalDate;

/**
 * An answer that is too old to be used: the finding counts as not answered.
 *
 * @param answer what was answered then
 * @param answered the day it was given
 */
public record LapsedAnswer(String finding, Answer answer, LocalDate answered) {}
