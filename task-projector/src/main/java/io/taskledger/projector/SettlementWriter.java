package io.taskledger.projector;

import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.SettlementWire;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

/** Settlements into a version of the view, within the transaction of whoever calls. */
final class SettlementWriter {

    private final JdbcTemplate jdbc;

    SettlementWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(View view, List<ConsumerRecord<byte[], byte[]>> records, Balance balance) {
        if (records.isEmpty()) {
            return;
        }
        CopyRows rows = new CopyRows();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Settlement settlement = SettlementWire.read(record.value());
            balance.settled(settlement);
            Quote quote = settlement.quote();
            rows.row(12)
                    .text(settlement.id())
                    .text(settlement.taskId().value())
                    .text(settlement.type().name())
                    .text(quote.rule().name())
                    .text(settlement.clientId().value())
                    .text(
                            settlement.payeeId() == null
                                    ? null
                                    : settlement.payeeId().value())
                    .date(settlement.businessDate())
                    .text(quote.total().currency().getCurrencyCode())
                    .number(quote.total().amountMinor())
                    .number(quote.toCreatorMinor())
                    .number(quote.toClientMinor())
                    .bytes(record.value());
        }
        rows.copyInto(view.sql("{view}.settlement"), jdbc);
    }
}
