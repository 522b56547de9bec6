/** Measures the services' jars on this machine; no figure is a failure. */
@NullMarked
package io.taskledger.bench;

import org.jspecify.annotations.NullMarked;
