package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The primitives of the binary form of state: numbers of variable length, identifiers, what may be absent. */
public final class StateBytes {

    private StateBytes() {}

    /** Grows as it is written. */
    public static final class Writer {

        private byte[] bytes = new byte[256];
        private int size;

        public void one(int value) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) value;
        }

        /** Seven bits a byte, the lowest first; small numbers take one byte, negative ones ten. */
        public void number(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                one((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            one((int) rest);
        }

        public void fixed(long value) {
            for (int shift = 56; shift >= 0; shift -= 8) {
                one((int) (value >>> shift));
            }
        }

        public void time(Instant time) {
            number(time.toEpochMilli());
        }

        /** ASCII, as identifiers and currency codes are. */
        public void text(String text) {
            number(text.length());
            for (int i = 0; i < text.length(); i++) {
                one(text.charAt(i));
            }
        }

        @SuppressWarnings("EnumOrdinal") // the order is part of the form, as the codecs say
        public void constant(Enum<?> constant) {
            one(constant.ordinal());
        }

        public <T> void optional(@Nullable T value, BiConsumer<Writer, T> write) {
            one(value == null ? 0 : 1);
            if (value != null) {
                write.accept(this, value);
            }
        }

        public <T> void list(Collection<T> values, BiConsumer<Writer, T> write) {
            number(values.size());
            values.forEach(value -> write.accept(this, value));
        }

        public byte[] toBytes() {
            return Arrays.copyOf(bytes, size);
        }
    }

    /** Reads what {@link Writer} wrote; throws runtime exceptions on anything else. */
    public static final class Reader {

        private final ByteBuffer bytes;

        public Reader(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        public int one() {
            return bytes.get() & 0xff;
        }

        public long number() {
            long value = 0;
            int shift = 0;
            int next;
            do {
                next = one();
                value |= (long) (next & 0x7f) << shift;
                shift += 7;
            } while (next >= 0x80);
            return value;
        }

        public long fixed() {
            return bytes.getLong();
        }

        public Instant time() {
            return Instant.ofEpochMilli(number());
        }

        public String text() {
            byte[] text = new byte[(int) number()];
            bytes.get(text);
            return new String(text, ISO_8859_1);
        }

        public <E extends Enum<E>> E constant(E[] constants) {
            return constants[one()];
        }

        public <T> @Nullable T optional(Function<Reader, T> read) {
            return one() == 0 ? null : read.apply(this);
        }

        public <T> List<T> list(Function<Reader, T> read) {
            return IntStream.range(0, (int) number())
                    .mapToObj(i -> read.apply(this))
                    .toList();
        }

        public void end() {
            if (bytes.hasRemaining()) {
                throw new IllegalStateException(bytes.remaining() + " bytes too many");
            }
        }
    }
}
