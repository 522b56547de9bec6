/** What every service tells of the pipeline as a whole, and which meters are kept. */
@NullMarked
package io.taskledger.watch;

import org.jspecify.annotations.NullMarked;
