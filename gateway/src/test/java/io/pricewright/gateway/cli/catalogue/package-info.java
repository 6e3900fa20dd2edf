/** Tests of catalogues in files. */
@NullMarked
package io.pricewright.gateway.cli.catalogue;

import org.jspecify.annotations.NullMarked;
