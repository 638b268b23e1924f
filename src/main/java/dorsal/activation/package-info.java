/** May these rules go live: the cases that guard them, and patients made from the rules themselves. */
@NullMarked
package dorsal.activation;

import org.jspecify.annotations.NullMarked;
