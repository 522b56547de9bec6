package io.taskledger.bench;

import org.apache.kafka.clients.producer.KafkaProducer;

/** Commands that wait in the topic until somebody takes them. */
record Load(Processes processes, CommandLives lives) {

    private static final int LINGER_MS = 20;

    long sent() {
        return lives.commands();
    }

    /** So many in all, those counted that were sent before. */
    void atLeast(long commands) {
        if (commands > sent()) {
            send(Math.toIntExact(commands - sent()));
        }
    }

    void send(int commands) {
        System.out.printf("Sending %,d commands …%n", commands);
        try (KafkaProducer<byte[], byte[]> producer = processes.producer(LINGER_MS)) {
            for (int i = 0; i < commands; i++) {
                var unused = producer.send(lives.next());
            }
        }
    }
}
