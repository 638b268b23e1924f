/** What explains an assessment, and what would change it. */
@NullMarked
package dorsal.explanation;

import org.jspecify.annotations.NullMarked;
