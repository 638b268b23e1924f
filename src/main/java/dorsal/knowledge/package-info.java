/** The rules folder: read, checked and compiled into a rule set. */
@NullMarked
package dorsal.knowledge;

import org.jspecify.annotations.NullMarked;
