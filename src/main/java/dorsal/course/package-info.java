/** Several visits of one patient: what has changed since, by the rules. */
@NullMarked
package dorsal.course;

import org.jspecify.annotations.NullMarked;
