package io.taskledger.projector;

import static io.taskledger.projector.view.CreatorStory.applied;
import static io.taskledger.projector.view.CreatorStory.approved;
import static io.taskledger.projector.view.CreatorStory.bannedForGood;
import static io.taskledger.projector.view.Story.START;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.uploaded;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.projector.view.CreatorStory;
import io.taskledger.projector.view.Story;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Requests that nobody should send: each is answered within five seconds, none by an error of ours, and the view stays as it
 * was. 3,000 requests; another number and seed by -Dtaskledger.hostile=N and -Dtaskledger.seed=S.
 */
final class HostileRequestsIT {

    private static final int REQUESTS = Integer.getInteger("taskledger.hostile", 3_000);
    private static final long SEED = Long.getLong("taskledger.seed", 20_261_123);
    private static final int LONGEST_MS = 5_000;

    /** A way of encoding, and a version of HTTP, that there is not. */
    private static final Set<Integer> REFUSED_PROTOCOL = Set.of(501, 505);

    /** What Tomcat cannot read to the version, it answers as in HTTP 0.9: by the page alone. */
    private static final Pattern STATUS = Pattern.compile("\\A(?:HTTP/1\\.1 |<!doctype html>.*?HTTP Status )(\\d{3})");

    private static final Pattern WITHOUT_VERSION = Pattern.compile("(?!.* HTTP/1\\.1\r\n)");

    /** An answer without a status. */
    private static final int OF_OLD = 9;

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final Tokens TOKENS = new Tokens();

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final List<String> failed = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        projector = SHARED.another(TOKENS.settings(directory));
    }

    @AfterAll
    static void stop() {
        projector.close();
    }

    @Test
    void each_is_answered_and_nothing_has_changed() throws Exception {
        SHARED.logs().append(Story.of("hostile-1", published(), accepted(), uploaded(1)));
        SHARED.logs().appendCreators(CreatorStory.of("hostile-1", applied(), approved(), bannedForGood(4, START)));
        JsonNode before = SHARED.projector().awaitVersion("hostile-1", 3);
        JsonNode creatorBefore = SHARED.projector().json("/creators/hostile-1?minVersion=3");
        // Made when it is first asked for, which on a busy machine takes its time.
        assertThat(projector.get("/v3/api-docs").statusCode()).isEqualTo(200);
        HostileRequests hostile = new HostileRequests(
                SEED,
                List.of("hostile-1", "nobody"),
                List.of(
                        TOKENS.of("CLIENT", "client-7"),
                        TOKENS.of("CREATOR", "hostile-1"),
                        TOKENS.of("MCN", "mcn-1"),
                        TOKENS.of("OPERATOR", "operator-1")));
        for (int i = 0; i < REQUESTS; i++) {
            String request = hostile.next();
            int status = send(request);
            answers.merge(status, 1, Integer::sum);
            if (status >= 500 && !REFUSED_PROTOCOL.contains(status) && !(status == 503 && isStream(request))) {
                failed.add(status + " to " + request);
            }
        }
        assertThat(failed).isEmpty();
        assertThat(SHARED.projector().json("/tasks/hostile-1")).isEqualTo(before);
        assertThat(SHARED.projector().json("/creators/hostile-1")).isEqualTo(creatorBefore);
        assertThat(answers).as("many kinds of answers").containsKeys(200, 400, 401, 404, 405, 406);
    }

    /** Of those there may be too many. */
    private static boolean isStream(String request) {
        return request.contains("/stream");
    }

    private static int send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), projector.port())) {
            socket.setSoTimeout(LONGEST_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            // A body that was announced does not come.
            socket.shutdownOutput();
            String head = head(socket.getInputStream());
            Matcher status = STATUS.matcher(head);
            if (!status.find()) {
                assertThat(head).as(request).isNotEmpty();
                assertThat(WITHOUT_VERSION.matcher(request).lookingAt())
                        .as("%s to %s", head, request)
                        .isTrue();
                return OF_OLD;
            }
            if (!head.contains("text/event-stream")) {
                var unused = socket.getInputStream().readAllBytes();
            }
            return Integer.parseInt(status.group(1));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer to " + request, e);
        }
    }

    /** What is not only to say that more may be sent. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                if (!head.toString().startsWith("HTTP/1.1 100")) {
                    break;
                }
                head.setLength(0);
            }
        }
        return head.toString();
    }
}
