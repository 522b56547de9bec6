/** The whole of Taskledger on one machine, as processes of their own, and the guide's cases played through it. */
@NullMarked
package io.taskledger.local;

import org.jspecify.annotations.NullMarked;
