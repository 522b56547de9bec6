package io.taskledger.contract;

/** The name of a command on the wire. It is forever, whatever our classes are called. */
public sealed interface CommandName permits CommandType, CreatorCommandType {

    /** As in meters. */
    String name();

    /** Without prefix and version, as in {@code allowedCommands}: no two commands of ours share it. */
    String shortName();

    /** The CloudEvents {@code type}. */
    String typeName();
}
