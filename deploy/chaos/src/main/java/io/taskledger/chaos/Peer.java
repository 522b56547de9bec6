package io.taskledger.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whose a connection on this machine is: Linux tells by the socket's number, which both tables have. */
final class Peer {

    private static final List<Path> CONNECTIONS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int SOCKET_NUMBER = 9;

    private Peer() {}

    /** The socket that was connected from that port to the other one; empty where there is none any more. */
    static String socket(int localPort, int remotePort) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", localPort);
        String remote = String.format(Locale.ROOT, ":%04X", remotePort);
        for (Path table : CONNECTIONS) {
            try (Stream<String> lines = Files.lines(table)) {
                String[] found = lines.map(line -> line.strip().split("\\s+"))
                        .filter(words -> words[LOCAL_ADDRESS].endsWith(local) && words[REMOTE_ADDRESS].endsWith(remote))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    return "socket:[" + found[SOCKET_NUMBER] + "]";
                }
            }
        }
        return "";
    }

    static boolean owns(long pid, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (isLinkTo(file, socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // The process has gone, and its connection with it.
        }
        return false;
    }

    private static boolean isLinkTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
