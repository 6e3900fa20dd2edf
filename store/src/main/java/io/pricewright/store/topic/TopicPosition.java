package io.pricewright.store.topic;

import io.pricewright.rules.id.TopicId;

/**
 * Where a record lies: no two records ever share it, also when a topic of the same name is made
 * again.
 *
 * @param topicId id of the topic, which its name does not outlive
 * @param partition partition, from 0
 * @param offset offset, from 0
 */
public record TopicPosition(TopicId topicId, int partition, long offset) {}
