package io.taskledger.audit;

import java.io.IOException;

/** What the view has to show of creators: who they are, and what their tasks have come to. */
final class CreatorRecords implements AutoCloseable {

    private final View view;
    private final Findings findings;
    private final boolean live;
    private final ByCreator all;

    CreatorRecords(View view, Findings findings, boolean live, long bytesInMemory) {
        this.view = view;
        this.findings = findings;
        this.live = live;
        this.all = new ByCreator(bytesInMemory);
    }

    void add(KeyAudit.Outcome outcome) {
        Creator creator = outcome.creator();
        if (creator != null && outcome.isCreator()) {
            all.add(outcome.key(), Profile.of(creator));
        }
        Life life = outcome.life();
        String creatorId = life.creator == null ? life.invited : life.creator;
        TaskPart part = TaskPart.of(life);
        if (creatorId != null && part != null) {
            all.add(creatorId, part);
        }
    }

    /** Once all partitions are read. */
    void check() throws IOException, InterruptedException {
        CreatorViewCheck check = new CreatorViewCheck(view, findings, live);
        long most = view.sample(all.buckets());
        for (int bucket = 0; bucket < all.buckets(); bucket++) {
            long looked = 0;
            for (ByCreator.Known known : all.take(bucket)) {
                if (looked < most && View.isId(known.creatorId())) {
                    looked++;
                    check.check(known);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
