/** One profile against one rule set. */
@NullMarked
package dorsal.assessment;

import org.jspecify.annotations.NullMarked;
