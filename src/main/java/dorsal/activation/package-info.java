/** May these rules go live: the cases that guard them, patients made from the rules themselves, and what is odd about the rules. */
@NullMarked
package dorsal.activation;

import org.jspecify.annotations.NullMarked;
