/** What is shown of a task or a creator, and how it follows from the events: no Spring, no Kafka, no SQL, no JSON. */
@NullMarked
package io.taskledger.projector.view;

import org.jspecify.annotations.NullMarked;
