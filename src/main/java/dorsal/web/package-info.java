/** Dorsal over HTTP: the clinician's pages, and an interface for programs. */
@NullMarked
package dorsal.web;

import org.jspecify.annotations.NullMarked;
