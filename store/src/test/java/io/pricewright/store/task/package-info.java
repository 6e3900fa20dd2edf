/** What the table of tasks promises, against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.task;

import org.jspecify.annotations.NullMarked;
