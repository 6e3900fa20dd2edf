@NullMarked
package io.pricewright.store.retention;

import org.jspecify.annotations.NullMarked;
