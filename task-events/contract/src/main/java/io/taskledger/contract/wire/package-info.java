/** The vocabulary as bytes: CloudEvents in structured mode, read strictly and written by streaming. */
@NullMarked
package io.taskledger.contract.wire;

import org.jspecify.annotations.NullMarked;
