/** Text that people write, read with positions, and the problems found in it. */
@NullMarked
package dorsal.text;

import org.jspecify.annotations.NullMarked;
