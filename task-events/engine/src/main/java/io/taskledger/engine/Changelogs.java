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
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;

/**
 * The topics that a service's stores are restored from.
 *
 * @param names  of its own, whether they are there or not
 * @param copied others' topics that it holds a copy of
 */
record Changelogs(Set<String> names, Set<String> copied) {

    /**
     * Those of a topology's stores.
     *
     * @param group the application id
     */
    static Changelogs of(Topology topology, String group) {
        TopologyDescription drawn = topology.describe();
        Set<String> copied = drawn.globalStores().stream()
                .flatMap(copy -> copy.source().topicSet().stream())
                .collect(Collectors.toSet());
        Set<String> copies = drawn.globalStores().stream()
                .flatMap(copy -> copy.processor().stores().stream())
                .collect(Collectors.toSet());
        Set<String> names = drawn.subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .flatMap(node -> node instanceof Processor processor ? processor.stores().stream() : Stream.empty())
                .filter(store -> !copies.contains(store))
                .map(store -> group + "-" + store + "-changelog")
                .collect(Collectors.toSet());
        return new Changelogs(names, copied);
    }

    /** Of its own. */
    Set<String> there(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> there = new HashSet<>(admin.listTopics().names().get());
        there.retainAll(names);
        return there;
    }

    /** Of all, by name, of those that are there. One that was made anew has another. */
    Map<String, String> ids(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> all = there(admin);
        all.addAll(copied);
        Map<String, String> ids = new HashMap<>();
        admin.describeTopics(all)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }
}
