/** What a single writer of events does with a command's record, whatever it is that it decides about. */
@NullMarked
package io.taskledger.engine.deciding;

import org.jspecify.annotations.NullMarked;
