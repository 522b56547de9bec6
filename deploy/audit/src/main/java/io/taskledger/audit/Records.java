package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** All records of one key on one partition, in the order of their topics. */
record Records(List<Entry> all) {

    List<Entry> committed(Topics topic) {
        return committedOrNot(topic).stream().filter(entry -> !entry.aborted()).toList();
    }

    List<Entry> committedOrNot(Topics topic) {
        return all.stream().filter(entry -> entry.topic().equals(topic.topic)).toList();
    }

    /** As the report names it. */
    String shown() {
        return Json.shown(all.getFirst().group());
    }

    /** Empty where there is none. */
    String key() {
        byte[] key = all.getFirst().key();
        return key == null ? "" : new String(key, UTF_8);
    }
}
