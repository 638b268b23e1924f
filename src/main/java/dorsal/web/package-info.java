/** Dorsal over HTTP, for programs and pages on the same machine. */
@NullMarked
package dorsal.web;

import org.jspecify.annotations.NullMarked;
