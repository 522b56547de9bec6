/** What every service tells of the pipeline as a whole, and which meters are kept; and of single records, to whoever traces them. */
@NullMarked
package io.taskledger.watch;

import org.jspecify.annotations.NullMarked;
