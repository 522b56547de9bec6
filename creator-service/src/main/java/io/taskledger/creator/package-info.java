/** The service that judges what is asked of creators, and alone writes creator.events and creator.standing. */
@NullMarked
package io.taskledger.creator;

import org.jspecify.annotations.NullMarked;
