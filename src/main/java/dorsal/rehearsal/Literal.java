package dorsal.rehearsal;

import dorsal.clinical.Condition.Test;

/** A test as one branch of a condition needs it: to hold or, negated, to fail on something that is known. */
record Literal(Test test, boolean negated) {}
