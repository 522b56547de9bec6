/** A second, independent statement of the rules, held against what is in the topics. Shares no code with the services. */
@NullMarked
package io.taskledger.audit;

import org.jspecify.annotations.NullMarked;
