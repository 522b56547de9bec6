/** What every decider's rules need, whatever they are about: pure, as the rules are. */
@NullMarked
package io.taskledger.decision;

import org.jspecify.annotations.NullMarked;
