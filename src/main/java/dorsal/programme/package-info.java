/** The week that follows from an assessment: what is left, in the proportions and with the rests that the rules give. */
@NullMarked
package dorsal.programme;

import org.jspecify.annotations.NullMarked;
