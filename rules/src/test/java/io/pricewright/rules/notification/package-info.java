/** Tests of what tenants' endpoints are told. */
@NullMarked
package io.pricewright.rules.notification;

import org.jspecify.annotations.NullMarked;
