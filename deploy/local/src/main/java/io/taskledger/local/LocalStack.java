package io.taskledger.local;

import io.taskledger.local.Options.Port;
import io.taskledger.local.Stack.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The run command: starts everything, plays the guide's cases, and stays up until it is told to stop. */
public final class LocalStack {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private LocalStack() {}

    /** Exit code 0: all as it should be; 1: something did not start, or a case did not settle as the rules say; 2: usage. */
    public static void main(String[] arguments) {
        System.exit(run(
                arguments, Path.of(System.getProperty("taskledger.root", ".")).toAbsolutePath()));
    }

    private static int run(String[] arguments, Path root) {
        Options options;
        try {
            options = Options.parse(arguments, root.resolve("deploy/local/.data"));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return 0;
        }
        Stack stack = new Stack(root, options);
        Thread closing = new Thread(stack::close, "stop everything");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            stack.requireFreePorts();
            if (options.fresh()) {
                for (String ours : Stack.DATA) {
                    Directories.delete(options.data().resolve(ours));
                }
            }
            start(stack);
            boolean fine = !options.demo() || new Demo(stack.bootstrapServers(), !options.open(), System.out).play();
            if (options.exit()) {
                return fine ? 0 : 1;
            }
            if (options.watch()) {
                stack.watch();
            }
            say(stack, options);
            if (options.playOn()) {
                Thread.ofVirtual()
                        .name("play on")
                        .start(new Demo(stack.bootstrapServers(), !options.open(), System.out)::playOn);
            }
            return stay(stack);
        } catch (IllegalStateException | IOException | ExecutionException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void start(Stack stack) throws IOException, InterruptedException, ExecutionException {
        System.out.println("Starting Kafka, PostgreSQL and the four services …");
        stack.startBroker();
        stack.startPostgres();
        for (Service service : Service.values()) {
            stack.start(service);
        }
        for (Service service : Service.values()) {
            stack.awaitReady(service);
        }
    }

    private static void say(Stack stack, Options options) {
        System.out.printf(
                """

                Taskledger is up. Ctrl-C stops it.
                  Kafka        %s
                  Tasks        http://127.0.0.1:%d/tasks/{taskId}
                  PostgreSQL   jdbc:postgresql://127.0.0.1:%d/postgres (user postgres)
                  Health       http://127.0.0.1:%d/actuator/health (decider), :%d (projector), :%d (settlement), :%d (creator)
                  Logs         %s
                %s""",
                stack.bootstrapServers(),
                options.port(Port.HTTP),
                options.port(Port.POSTGRES),
                options.port(Port.DECIDER),
                options.port(Port.PROJECTOR),
                options.port(Port.SETTLEMENT),
                options.port(Port.CREATOR),
                stack.log("*"),
                (options.watch() ? Watching.said(options) : "") + (options.open() ? "" : tokens(stack, options)));
    }

    private static String tokens(Stack stack, Options options) {
        StringBuilder tokens = new StringBuilder();
        tokens.append("  Tokens       good for a day; each also in ")
                .append(options.data().resolve("tokens/ROLE"))
                .append('\n');
        stack.issuer()
                .tokens()
                .forEach((role, token) ->
                        tokens.append("    %-8s %-10s %s%n".formatted(role, Issuer.PARTIES.get(role), token)));
        return tokens.toString();
    }

    private static int stay(Stack stack) throws InterruptedException {
        Set<String> told = new HashSet<>();
        while (true) {
            String dead = stack.dead();
            if (dead != null) {
                System.err.println(dead + " stopped by itself; see " + stack.log(dead) + ".");
                return 1;
            }
            for (String watcher : stack.deadWatchers()) {
                if (told.add(watcher)) {
                    System.err.println(
                            watcher + " stopped by itself; see " + stack.log(watcher) + ". The rest goes on.");
                }
            }
            Thread.sleep(LOOK);
        }
    }
}
