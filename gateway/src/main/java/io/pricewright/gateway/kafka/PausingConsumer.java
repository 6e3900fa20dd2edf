package io.pricewright.gateway.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer whose partitions are paused from the moment it is given them, so that nothing is read
 * from a guessed offset. The handlers of Vert.x hear of them after the poll that brought them,
 * which would be too late.
 */
final class PausingConsumer extends KafkaConsumer<byte[], byte[]> {
  PausingConsumer(Map<String, Object> options) {
    super(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener then) {
    super.subscribe(
        topics,
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> given) {
            given.forEach(partition -> seek(partition, 0));
            pause(given);
            then.onPartitionsAssigned(given);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            then.onPartitionsRevoked(taken);
          }
        });
  }
}
