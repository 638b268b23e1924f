/** Everything a rule can speak of: the patient's findings, the exercises, and what may be concluded. */
@NullMarked
package dorsal.clinical;

import org.jspecify.annotations.NullMarked;
