package dev.chancery.control.accessrules;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule as its author wrote it.
 *
 * @param rule what it means
 * @param words the JSON it was written in, without members that are null; shown again as it is
 */
public record WrittenRule(Rule rule, JsonNode words) {}
