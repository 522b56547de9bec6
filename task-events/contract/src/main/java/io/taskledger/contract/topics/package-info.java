/** The topics as code: what each must look like, and the check that it does. */
@NullMarked
package io.taskledger.contract.topics;

import org.jspecify.annotations.NullMarked;
