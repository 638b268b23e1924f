/** May these rules go live, which are, and which were. */
@NullMarked
package dorsal.activation;

import org.jspecify.annotations.NullMarked;
