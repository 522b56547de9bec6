package io.taskledger.projector;

/** One version of the view: tables in a schema of their own, so that the next can be built while this one serves. */
record View(int number) {
    String schema() {
        return "view_" + number;
    }

    /** The statement on this version's tables, which it names {@code {view}.task} and so on. */
    String sql(String statement) {
        return statement.replace("{view}", schema());
    }
}
