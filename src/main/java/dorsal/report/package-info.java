/** An assessment, and what rules and findings mean, in words. */
@NullMarked
package dorsal.report;

import org.jspecify.annotations.NullMarked;
