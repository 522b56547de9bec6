package io.taskledger.contract;

/** The same thing said in Chinese and in English. */
public record Text(String zh, String en) {}
