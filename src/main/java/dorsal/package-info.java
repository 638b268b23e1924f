/** Wiring, nothing else. */
@NullMarked
package dorsal;

import org.jspecify.annotations.NullMarked;
