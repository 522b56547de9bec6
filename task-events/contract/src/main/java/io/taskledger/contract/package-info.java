/** The vocabulary that upstream services, finance and our own services share, and its form on the wire. */
@NullMarked
package io.taskledger.contract;

import org.jspecify.annotations.NullMarked;
