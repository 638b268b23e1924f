/** Rules tried on patients before they are used on any: cases, made-up patients, mutants, the effect of an edit. */
@NullMarked
package dorsal.rehearsal;

import org.jspecify.annotations.NullMarked;
