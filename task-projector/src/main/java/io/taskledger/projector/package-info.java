/** The service that shows every task as it stands, to people and to services. Nothing on the money path needs it. */
@NullMarked
package io.taskledger.projector;

import org.jspecify.annotations.NullMarked;
