/** qTest Manager v3: fields, modules, test cases with their versions, search. */
@NullMarked
package io.drover.sandbox.qtest;

import org.jspecify.annotations.NullMarked;
