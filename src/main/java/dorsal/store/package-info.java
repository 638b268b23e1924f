/** The chart: patients, visits, overrides, users and the audit trail, in a database that forgets nothing. */
@NullMarked
package dorsal.store;

import org.jspecify.annotations.NullMarked;
