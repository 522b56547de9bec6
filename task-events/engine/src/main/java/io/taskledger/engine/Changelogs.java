package io.taskledger.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;

/**
 * The topics that a service's stores are restored from.
 *
 * @param names whether they are there or not
 */
record Changelogs(Set<String> names) {

    /**
     * Those of a topology's stores.
     *
     * @param group the application id
     */
    static Changelogs of(Topology topology, String group) {
        return new Changelogs(topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .flatMap(node -> node instanceof Processor processor ? processor.stores().stream() : Stream.empty())
                .map(store -> group + "-" + store + "-changelog")
                .collect(Collectors.toSet()));
    }

    Set<String> there(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> there = new HashSet<>(admin.listTopics().names().get());
        there.retainAll(names);
        return there;
    }

    /** By name, of those that are there. One that was made anew has another. */
    Map<String, String> ids(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, String> ids = new HashMap<>();
        admin.describeTopics(there(admin))
                .allTopicNames()
                .get()
                .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }
}
