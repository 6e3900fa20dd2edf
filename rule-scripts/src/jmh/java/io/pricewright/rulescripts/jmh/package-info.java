/**
 * The engine under JMH: {@code mvn -q -Pjmh -pl rule-scripts -am process-test-classes}. Compiled in
 * that profile alone.
 */
@NullMarked
package io.pricewright.rulescripts.jmh;

import org.jspecify.annotations.NullMarked;
