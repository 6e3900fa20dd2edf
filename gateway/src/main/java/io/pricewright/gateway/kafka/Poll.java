package io.pricewright.gateway.kafka;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.TopicId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.topic.RejectedRecords.Rejected;
import io.pricewright.store.topic.TopicOffsets.Move;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * One poll, cut into what its transactions take.
 *
 * @param topicId the topic's id
 * @param groups events by tenant and environment, each in the order of its partitions
 * @param rejected records that are not events
 * @param moves how far each partition moves
 */
record Poll(
    TopicId topicId, List<Group> groups, List<Rejected> rejected, SortedMap<Integer, Move> moves) {

  /**
   * The events of one environment.
   *
   * @param scope whose
   * @param events the events
   * @param readAt where each was read
   */
  record Group(Scope scope, List<Event> events, List<TopicPosition> readAt) {
    Group only(int i) {
      return new Group(scope, List.of(events.get(i)), List.of(readAt.get(i)));
    }
  }

  /**
   * Cuts a poll.
   *
   * @param next the stored offset from which each partition was read
   */
  static Poll cut(
      TopicId topicId, ConsumerRecords<byte[], byte[]> records, Map<Integer, Long> next) {
    Map<Scope, Group> groups = new LinkedHashMap<>();
    List<Rejected> rejected = new ArrayList<>();
    SortedMap<Integer, Move> moves = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      long from = Objects.requireNonNull(next.get(record.partition()));
      moves.put(record.partition(), new Move(from, record.offset() + 1));
      TopicPosition at = new TopicPosition(topicId, record.partition(), record.offset());
      byte[] value = record.value() == null ? new byte[0] : record.value();
      try {
        EventRecord event = EventRecord.read(value);
        Group group =
            groups.computeIfAbsent(
                event.scope(), s -> new Group(s, new ArrayList<>(), new ArrayList<>()));
        group.events().add(event.event());
        group.readAt().add(at);
      } catch (EventRecord.UndecodableException e) {
        rejected.add(new Rejected(at, reason(e), Buffer.buffer(value)));
      }
    }
    return new Poll(topicId, List.copyOf(groups.values()), rejected, moves);
  }

  private static String reason(EventRecord.UndecodableException e) {
    return Objects.requireNonNullElse(e.getMessage(), "undecodable");
  }
}
