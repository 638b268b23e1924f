/** May these rules go live: the cases that guard them. */
@NullMarked
package dorsal.activation;

import org.jspecify.annotations.NullMarked;
