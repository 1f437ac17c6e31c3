package dev.chancery.control.http;

import java.util.List;

/** Whether the house can do its work. */
@FunctionalInterface
public interface Readiness {
    /** What is in the way, each in a sentence; empty when ready. */
    List<String> obstacles();
}
