package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that no well-meaning client would send, from a seed, as they go over the wire. */
final class HostileRequests {

    private static final List<String> PATHS = List.of(
            "/tasks/ID",
            "/tasks/ID/events",
            "/tasks/ID/timeline",
            "/tasks/ID/stream",
            "/tasks",
            "/counts",
            "/settlements",
            "/settlements/ID",
            "/settlements/sums",
            "/creators",
            "/creators/ID",
            "/creators/ID/events",
            "/stream",
            "/v3/api-docs",
            "/ID");

    private static final List<String> PARAMETERS = List.of(
            "limit",
            "cursor",
            "clientId",
            "creatorId",
            "campaignId",
            "payeeId",
            "status",
            "kind",
            "pending",
            "endedFrom",
            "endedTo",
            "updatedSince",
            "version",
            "at",
            "type",
            "rule",
            "businessDate",
            "businessDateFrom",
            "businessDateTo",
            "mcnId",
            "banned",
            "minFollowers",
            "minVersion",
            "sort",
            "other",
            "",
            "class.module.classLoader",
            "_method");

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "1e3",
            "0x10",
            "9223372036854775808",
            "1".repeat(400),
            "true",
            "null",
            "NaN",
            "CANCELLED",
            "completionRate",
            "client-7",
            "2026-11-22",
            "2026-11-22T10:00:00.000Z",
            "+1000000000-12-31T23:59:59Z",
            "-999999999-01-01",
            "2026-02-30",
            "x".repeat(65),
            "y".repeat(6_000),
            "\u0000",
            "\r\nx-header: y",
            "😀👩‍👩‍👧‍👦",
            "\u202eabc",
            "\uFEFF",
            "'; drop table task; --",
            "' or ''='",
            "../../etc/passwd",
            "..;/actuator/env",
            "%s%s%n",
            "${jndi:ldap://x}",
            "#{7*7}",
            "<script>",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "@0.1.2",
            "%",
            "*");

    private static final List<String> METHODS =
            List.of("POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "CONNECT", "X", "");

    private static final List<String> HEADERS = List.of(
            "Accept: text/html",
            "Accept: nonsense",
            "Accept: application/xml;q=2",
            "Accept-Language: xx-\u00ff",
            "Accept-Encoding: *;q=0",
            "If-None-Match: \"",
            "If-None-Match: *, W/\"1\", ,",
            "If-Match: \"7\"",
            "If-Modified-Since: yesterday",
            "Range: bytes=5-1",
            "Last-Event-ID: garbage",
            "Last-Event-ID: @9.9.9",
            "Last-Event-ID: 99999999999999999999",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data",
            "Transfer-Encoding: nonsense",
            "Expect: 100-continue",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 127.0.0.1",
            "Host: ",
            "Upgrade: h2c",
            "Cookie: JSESSIONID=" + "z".repeat(3_000),
            "X-Long: " + "z".repeat(20_000),
            "Authorization: Bearer",
            "Authorization: Bearer garbage",
            "Authorization: Bearer \u00ff",
            "Authorization: Bearer " + "z".repeat(5_000),
            "Authorization: Basic Og==",
            "Authorization: DPoP x",
            "no colon",
            ": no name",
            " folded");

    private final Random random;
    private final List<String> ids;
    private final List<String> tokens;

    HostileRequests(long seed, List<String> ids, List<String> tokens) {
        this.random = new Random(seed);
        this.ids = ids;
        this.tokens = tokens;
    }

    /** In bytes, as ISO-8859-1 shows them. */
    String next() {
        List<String> lines = new ArrayList<>();
        lines.add(method() + " " + path() + query() + " " + (rarely() ? "HTTP/" + one(VALUES) : "HTTP/1.1"));
        lines.add("Host: localhost");
        lines.add("Connection: close");
        if (random.nextInt(8) != 0) {
            lines.add("Authorization: Bearer " + one(tokens));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.add(one(HEADERS));
        }
        byte[] request = String.join("\r\n", lines).getBytes(UTF_8);
        if (rarely()) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        return new String(request, ISO_8859_1) + "\r\n\r\n";
    }

    private String method() {
        return random.nextInt(8) == 0 ? one(METHODS) : "GET";
    }

    private String path() {
        return one(PATHS).replace("ID", random.nextInt(3) == 0 ? written(one(VALUES)) : one(ids));
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.append(query.isEmpty() ? "?" : "&").append(one(PARAMETERS));
            if (!rarely()) {
                query.append('=').append(written(one(VALUES)));
            }
        }
        return query.toString();
    }

    /** Mostly as it must be written in an address. */
    private String written(String value) {
        return rarely() ? value : URLEncoder.encode(value, UTF_8);
    }

    private boolean rarely() {
        return random.nextInt(20) == 0;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
