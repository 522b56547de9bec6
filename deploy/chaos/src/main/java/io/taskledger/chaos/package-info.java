/** Faults, planned from a seed, upon everything at once under load; then everything is healed, and an auditor looks at it. */
@NullMarked
package io.taskledger.chaos;

import org.jspecify.annotations.NullMarked;
