package io.taskledger.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store of one partition on one instance. What it holds beyond its changelog is lost with the transaction. */
final class Store implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final boolean logged;
    private final NavigableMap<Bytes, byte[]> content = new TreeMap<>();

    /**
     * An empty one.
     *
     * @param logged has a changelog
     */
    Store(String name, boolean logged) {
        this.name = name;
        this.logged = logged;
    }

    void restore(Map<Bytes, byte[]> changelog) {
        content.clear();
        content.putAll(changelog);
    }

    /** What the changelog holds once the transaction has committed. */
    Map<Bytes, byte[]> changelog() {
        return logged ? new TreeMap<>(content) : new TreeMap<>();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            content.remove(key);
        } else {
            content.put(key, value);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return content.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return content.remove(key);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return content.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new Entries(from.compareTo(to) > 0 ? new TreeMap<>() : content.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Entries(content);
    }

    @Override
    public long approximateNumEntries() {
        return content.size();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** As it was when it was asked for. */
    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {

        private final Iterator<Map.Entry<Bytes, byte[]>> rest;

        Entries(Map<Bytes, byte[]> entries) {
            this.rest = List.copyOf(entries.entrySet()).iterator();
        }

        @Override
        public boolean hasNext() {
            return rest.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Map.Entry<Bytes, byte[]> next = rest.next();
            return KeyValue.pair(next.getKey(), next.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            throw new NoSuchElementException("nobody looks ahead");
        }

        @Override
        public void close() {}
    }
}
