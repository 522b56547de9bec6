package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be answered is a problem that says what to change. */
final class RefusedQueriesIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /tasks?limit=0                          | limit must be 1 … 500, but was 0.
                    /tasks?limit=501                        | limit must be 1 … 500, but was 501.
                    /tasks?limit=many                       | limit must be an integer.
                    /tasks?limit=99999999999                | limit must be an integer.
                    /settlements?limit=-1                   | limit must be 1 … 500, but was -1.
                    /tasks?status=LOST                      | status must be one of PUBLISHED, ACCEPTED, IN_PRODUCTION, DELIVERED, COMPLETED, CANCELLED.
                    /tasks?kind=order                       | kind must be one of ORDER, CROWD.
                    /tasks?pending=perhaps                  | pending must be true or false.
                    /tasks?endedFrom=yesterday              | endedFrom must be an RFC 3339 time in UTC, as 2026-11-22T10:00:00.000Z.
                    /tasks?endedTo=2026-11-22               | endedTo must be an RFC 3339 time in UTC, as 2026-11-22T10:00:00.000Z.
                    /tasks?updatedSince=%2B1000000000-12-31T23:59:59Z | updatedSince must be in the years 0000 to 9999.
                    /tasks?updatedSince=2026-11-22T10:00:00Z&endedFrom=2026-11-22T10:00:00Z | Ask for updatedSince or for endedFrom and endedTo, not for both
                    /tasks?status=LOST&kind=x               | must be one of
                    /tasks?clientId=a%20b                   | clientId must be 1–64 of A-Za-z0-9._:-.
                    /tasks?creatorId=%E5%88%9B              | creatorId must be 1–64 of A-Za-z0-9._:-.
                    /tasks?campaignId=%00                   | campaignId must be 1–64 of A-Za-z0-9._:-.
                    /tasks?clientID=client-7                | There is no parameter clientID here; known are campaignId, clientId, creatorId, cursor,
                    /tasks?clientId=a&clientId=b            | clientId is there twice.
                    /tasks?=7                               | The parameters cannot be read
                    /tasks?status=                          | status is there without a value.
                    /tasks?cursor=abc                       | cursor must be the next of an earlier page of the same query
                    /tasks?cursor=%C3%BC                    | cursor must be the next of an earlier page of the same query
                    /tasks/x?version=0                      | version must be 1 or more, but was 0.
                    /tasks/x?minVersion=-1                  | minVersion must be 0 or more, but was -1.
                    /tasks/x?minVersion=last                | minVersion must be an integer.
                    /tasks/x?at=noon                        | at must be an RFC 3339 time in UTC
                    /tasks/x?at=-1000000000-01-01T00:00:00Z | at must be in the years 0000 to 9999.
                    /tasks/x?version=1&at=2026-11-22T10:00:00Z | Ask for version or for at, not for both.
                    /tasks/a%20b                            | taskId must be 1–64 of A-Za-z0-9._:-.
                    /tasks/a%20b/events                     | taskId must be 1–64 of A-Za-z0-9._:-.
                    /tasks/a%20b/timeline                   | taskId must be 1–64 of A-Za-z0-9._:-.
                    /tasks/a%20b/stream                     | taskId must be 1–64 of A-Za-z0-9._:-.
                    /tasks/x/events?limit=5                 | There is no parameter limit here; known are none.
                    /counts                                 | Name a clientId, a creatorId, or both.
                    /counts?clientId=a%20b                  | clientId must be 1–64 of A-Za-z0-9._:-.
                    /settlements/a%20b                      | settlementId must be 1–64 of A-Za-z0-9._:-.
                    /settlements?type=REFUND                | type must be one of COMPENSATION_DUE, PAYOUT_DUE, NOTHING_DUE.
                    /settlements?rule=R99                   | rule must be one of R09, D01, R10,
                    /settlements?businessDate=22.11.2026    | businessDate must be a date, as 2026-11-22.
                    /settlements?businessDate=11/22/26      | businessDate must be a date, as 2026-11-22.
                    /settlements?businessDateTo=%2B999999999-12-31 | businessDateTo must be in the years 0000 to 9999.
                    /settlements?businessDate=2026-11-22&businessDateTo=2026-11-23 | Ask for businessDate or for businessDateFrom and businessDateTo, not for both.
                    /settlements/sums?limit=5               | There is no parameter limit here;
                    /creators?sort=name                     | sort must be one of followers, averagePlays, completed, completionRate, medianSecondsToFirstUpload, updatedAt.
                    /creators?kind=ACTOR                    | kind must be one of CREATOR, STAR, MCN.
                    /creators?status=BANNED                 | status must be one of APPLIED, ONBOARDED, REJECTED.
                    /creators?banned=perhaps                | banned must be true or false.
                    /creators?minFollowers=-1               | minFollowers must be 0 or more, but was -1.
                    /creators?minFollowers=many             | minFollowers must be an integer.
                    /creators?mcnId=a%20b                   | mcnId must be 1–64 of A-Za-z0-9._:-.
                    /creators?name=x                        | There is no parameter name here; known are banned, cursor, kind,
                    /creators?cursor=abc                    | cursor must be the next of an earlier page of the same query
                    /creators/a%20b                         | creatorId must be 1–64 of A-Za-z0-9._:-.
                    /creators/a%20b/events                  | creatorId must be 1–64 of A-Za-z0-9._:-.
                    /creators/x?minVersion=-1               | minVersion must be 0 or more, but was -1.
                    /stream                                 | clientId
                    /stream?clientId=a%20b                  | clientId must be 1–64 of A-Za-z0-9._:-.
                    """)
    void bad_request_is_refused_with_what_to_change(String path, String detail) {
        assertProblem(SHARED.projector().get(path), 400, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /tasks/nobody/timeline      | There is no task nobody in the view.
                    /tasks/nobody?version=1     | There was no task nobody then, as far as the view knows.
                    /creators/nobody            | There is no creator nobody in the view.
                    /creators/nobody/events     | There are no events of a creator nobody in the view that are yours to read.
                    /settlements/nobody         | There is no settlement nobody in the view.
                    /nothing                    | No static resource
                    """)
    void what_is_not_there_is_said_to_be_missing(String path, String detail) {
        assertProblem(SHARED.projector().get(path), 404, detail);
    }

    @Test
    void refused_stream_is_a_problem_for_a_client_that_only_takes_streams() {
        assertProblem(
                SHARED.projector().get("/tasks/x/stream", "Accept", "text/event-stream", "Last-Event-ID", "garbage"),
                400,
                "Last-Event-ID must be the id of an event of this stream.");
        assertProblem(
                SHARED.projector().get("/stream?clientId=x", "Accept", "text/event-stream", "Last-Event-ID", "7"),
                400,
                "Last-Event-ID must be the id of an event of this stream.");
    }

    @Test
    void query_that_takes_too_long_is_given_up() throws Exception {
        String schema =
                SHARED.projector().context().getBean(Views.class).serving().schema();
        try (Connection other = SHARED.postgres().getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table " + schema + ".settlement in access exclusive mode");
            HttpResponse<String> answer = SHARED.projector().get("/settlements");
            assertProblem(answer, 503, "The query took too long; ask for less, by a narrower filter.");
            assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
            other.rollback();
        }
        assertThat(SHARED.projector().get("/settlements").statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).contains(detail);
    }
}
