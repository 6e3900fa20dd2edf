/**
 * Kafka mode: events are acknowledged once a topic keeps them, and any number of nodes rate them in
 * one consumer group. Correctness rests on the database alone: an offset moves by compare-and-set
 * in the last transaction of the poll that rated up to it, so who owns a partition does not matter.
 */
@NullMarked
package io.pricewright.gateway.kafka;

import org.jspecify.annotations.NullMarked;
