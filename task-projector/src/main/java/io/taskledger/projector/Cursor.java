package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Where the next page begins: behind the last row of this one. Opaque to who uses it; good only for the query that gave it.
 *
 * @param fingerprint of the query
 * @param key         of the last row in the order of the pages: a time in ms, or a number of at most 2^53; never so large that
 *                    PostgreSQL has no such date
 * @param id          of the last row
 */
record Cursor(int fingerprint, long key, String id) {

    private static final Pattern PARTS = Pattern.compile("(-?\\d{1,11})/(-?\\d{1,16})/([A-Za-z0-9._:-]{1,64})");

    /** Throws a problem where it is not one that we gave, or was given for another query. */
    static Cursor parse(String text, int fingerprint) {
        try {
            var parts = PARTS.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (parts.matches() && Integer.parseInt(parts.group(1)) == fingerprint) {
                return new Cursor(fingerprint, Long.parseLong(parts.group(2)), parts.group(3));
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for one of another query.
        }
        throw Problem.badRequest(
                "cursor must be the next of an earlier page of the same query; leave it out for the first page.");
    }

    @Override
    public String toString() {
        String text = fingerprint + "/" + key + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
