/** The command line. */
@NullMarked
package dorsal.cli;

import org.jspecify.annotations.NullMarked;
